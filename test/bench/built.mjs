import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { root } from '../harness/paths.mjs';

/** What a bundle of ES modules needs, so that packages of CommonJS inside it can call `require`. */
const banner = { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" };

/** Builds an entry of `test/bench` for Node, DuckDB and onnxruntime left outside; answers the file. @param {string} entry its path below test/bench, without .ts */
export function built(entry) {
  const outfile = join(root, 'out/bench', `${entry}.mjs`);
  esbuild.buildSync({
    entryPoints: [join(root, 'test/bench', `${entry}.ts`)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    external: ['@duckdb/node-api', 'onnxruntime-node'],
    banner,
    logLevel: 'error',
  });
  return outfile;
}
