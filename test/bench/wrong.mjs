// npm run fit:wrong: fits the numbers of P(label wrong) that come with the core (src/core/wrong/shipped.json) to public data with planted
// flips, and to annotators who judged the same. Needs the shared folder's data; run it anew when the bundled model is another.
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../harness/paths.mjs';
import { built } from './built.mjs';
import { hasShared, sharedFile } from '../harness/shared.mjs';

if (!hasShared('data/train', 'data/real')) {
  console.log('skipped: the data of the shared folder are not on this machine');
  process.exit(0);
}
const outfile = built('wrong/run');
const work = process.env.BENCH_FOLDER ?? join(tmpdir(), 'tiebreak-bench-queue');
execFileSync(process.execPath, [outfile, sharedFile('data'), join(root, 'models/tiebreak-minilm'), join(root, 'dist/scorer.js'), work, join(root, 'src/core/wrong/shipped.json')], { stdio: 'inherit' });
