// npm run bench:audit: how often the audit's 95% interval of the share of wrong labels covers the truth in 2,000 seeded runs,
// and its mean width, beside other ways to make one.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { root } from '../harness/paths.mjs';

const outfile = join(root, 'out/bench/audit.mjs');
esbuild.buildSync({ entryPoints: [join(root, 'test/bench/audit/coverage.ts')], outfile, bundle: true, platform: 'node', format: 'esm', target: 'node20', logLevel: 'error' });
execFileSync(process.execPath, [outfile], { stdio: 'inherit' });
