// npm run fuzz -- [count] [first seed]: malformed files against the built command; prints what went wrong, and a summary.
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { root } from '../harness/paths.mjs';

const outfile = join(root, 'test/fuzz/.built.mjs');
esbuild.buildSync({ entryPoints: [join(root, 'test/fuzz/run.ts')], outfile, bundle: true, platform: 'node', format: 'esm', target: 'node20', logLevel: 'error' });
const { fuzz } = await import(outfile);
const count = Number(process.argv[2] ?? 5000);
const first = Number(process.argv[3] ?? 1);
let wrong = 0;
let slowest = 0;
const codes = new Map();
let done = 0;
await fuzz(join(root, 'dist/cli.js'), Array.from({ length: count }, (_, i) => first + i), (/** @type {import('./run.js').Fate} */ fate) => {
  slowest = Math.max(slowest, fate.ms);
  codes.set(fate.code, (codes.get(fate.code) ?? 0) + 1);
  if (fate.wrong !== null) {
    wrong++;
    console.log(`seed ${fate.seed} (${fate.ending}): ${fate.wrong}`);
  }
  if (++done % 500 === 0) console.log(`${done} files`);
});
console.log(`${count} files: ${[...codes].map(([code, n]) => `exit ${code} ${n} times`).join(', ')}; slowest ${(slowest / 1000).toFixed(1)} s; ${wrong} wrong`);
process.exitCode = wrong > 0 ? 1 : 0;
