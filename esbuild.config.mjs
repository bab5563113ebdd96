/** Builds every bundle from one table; `--watch` goes on building, `--meta` also writes what each bundle holds. */
import * as esbuild from 'esbuild';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

const node = { platform: 'node', format: 'cjs', target: 'node20' };
const page = { platform: 'browser', format: 'esm', target: 'es2022' };

/** One line a bundle: entry, output, where it runs, what stays outside. */
export const targets = [
  { in: 'src/extension.ts', out: 'dist/extension.js', ...node, external: ['vscode'] },
  { in: 'src/engine.ts', out: 'dist/engine.js', ...node, external: ['@duckdb/node-api'] },
  { in: 'src/scorer.ts', out: 'dist/scorer.js', ...node, external: ['onnxruntime-node'] },
  { in: 'src/downloader.ts', out: 'dist/downloader.js', ...node, external: [] },
  { in: 'src/reader.ts', out: 'dist/reader.js', ...node, external: [] },
  { in: 'src/cli.ts', out: 'dist/cli.js', ...node, external: ['@duckdb/node-api'], banner: { js: '#!/usr/bin/env node' } },
  { in: 'webview/main.ts', out: 'dist/webview/main.js', ...page, external: [], loader: { '.svg': 'text' } },
  { in: 'webview/report/main.ts', out: 'dist/webview/report.js', ...page, external: [], loader: { '.svg': 'text', '.css': 'text' } },
  { in: 'test/integration/index.ts', out: 'out/test/integration/index.js', ...node, external: ['vscode', 'mocha'] },
];

/** esbuild's options for one line of the table. */
export function options({ in: entry, out, ...rest }) {
  return {
    ...rest,
    // What a page needs later is fetched later, from files beside its own.
    ...(rest.platform === 'browser'
      ? { entryPoints: [{ in: entry, out: basename(out, '.js') }], outdir: dirname(out), splitting: true, chunkNames: 'chunks/[name]-[hash]' }
      : { entryPoints: [entry], outfile: out }),
    bundle: true,
    metafile: true,
    sourcemap: 'linked',
    minify: rest.platform === 'browser',
    legalComments: 'none',
    logLevel: 'warning',
    // One class-field semantics for every bundle; Lit's decorators need the older one.
    tsconfigRaw: { compilerOptions: { experimentalDecorators: true, useDefineForClassFields: false } },
  };
}

/** Parts of earlier builds would be packed too: their names carry their content. */
function removeStale(built) {
  const kept = new Set(built.map((path) => basename(path)));
  const folder = join('dist', 'webview', 'chunks');
  for (const name of readdirSync(folder)) if (!kept.has(name)) rmSync(join(folder, name), { force: true });
}

if (process.argv[1]?.endsWith('esbuild.config.mjs')) {
  mkdirSync('dist', { recursive: true });
  if (process.argv.includes('--watch')) {
    await Promise.all(targets.map(async (target) => (await esbuild.context(options(target))).watch()));
    console.log('watching');
  } else {
    const results = await Promise.all(targets.map((target) => esbuild.build(options(target))));
    const meta = Object.fromEntries(results.map((result, i) => [targets[i].out, Object.keys(result.metafile.inputs)]));
    writeFileSync('dist/meta.json', JSON.stringify(meta, null, 1));
    removeStale(results.flatMap((result) => Object.keys(result.metafile.outputs)));
  }
}
