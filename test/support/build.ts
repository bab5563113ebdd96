/** Builds process entries for tests that start real processes. */
import * as esbuild from 'esbuild';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** Bundles one entry with the options of its line in the build table (or, for a test's own entry, the scorer's); gives its path. */
export async function buildEntry(entry: string): Promise<string> {
  const config = (await import(join(root, 'esbuild.config.mjs'))) as {
    targets: { in: string; out: string }[];
    options(target: object): esbuild.BuildOptions;
  };
  const line = config.targets.find((target) => target.in === entry) ?? {
    ...config.targets.find((target) => target.in === 'src/scorer.ts'),
    in: entry,
  };
  const built = await esbuild.build({ ...config.options(line), absWorkingDir: root, sourcemap: false, metafile: false, write: false });
  const out = join(root, 'out/test/processes', `${basename(entry, '.ts')}.js`);
  mkdirSync(dirname(out), { recursive: true });
  // Several test files may build at once: a rename never shows half a file.
  const part = `${out}.${process.pid}-${Math.random().toString(36).slice(2)}`;
  writeFileSync(part, built.outputFiles![0]!.contents);
  renameSync(part, out);
  return out;
}
