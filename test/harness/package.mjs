// npm run package [-- --target linux-x64]: makes tiebreak-<target>.vsix, with the native libraries of that platform only,
// and lists what is in it. The default target is this machine's.
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createVSIX } from '@vscode/vsce';
import { writeNotices } from './notices.mjs';
import { root } from './paths.mjs';
import { extension } from './settings.mjs';

/** What npm run build and the model's training leave, and the extension cannot be without. */
const needed = ['extension', 'engine', 'scorer', 'downloader', 'webview/main'].map((name) => `dist/${name}.js`)
  .concat(['config.json', 'reward.json', 'tokenizer.json', 'onnx/model.onnx'].map((name) => `models/tiebreak-minilm/${name}`));

const { values } = parseArgs({ options: { target: { type: 'string', default: `${process.platform}-${process.arch}` } } });
const temp = await mkdtemp(join(tmpdir(), 'tiebreak-package-'));
try {
  await makePackage(values.target, join(temp, 'ignore'));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await rm(temp, { recursive: true, force: true });
}

/**
 * @param {string} target
 * @param {string} ignoreFile where to write .vscodeignore with the target's lines
 */
async function makePackage(target, ignoreFile) {
  const packagePath = join(root, `${extension.id.split('.')[1]}-${target}.vsix`);
  const common = await readFile(join(root, '.vscodeignore'), 'utf8');
  await writeFile(ignoreFile, [common, ...natives(target).map((pattern) => `!${pattern}`)].join('\n'));
  const missing = needed.filter((file) => !existsSync(join(root, file)));
  if (missing.length) throw new Error(`Not there to be packaged: ${missing.join(', ')}`);
  await writeNotices();
  // The README's links are relative, and there is no repository on the web to point them at.
  await createVSIX({ cwd: root, target, packagePath, ignoreFile, rewriteRelativeLinks: false, allowMissingRepository: true });
}

/**
 * What only this target loads; onnxruntime-node carries every platform's libraries, DuckDB has a package for each.
 * @param {string} target
 */
function natives(target) {
  const runtime = `node_modules/onnxruntime-node/bin/napi-v6/${target.replace('-', '/')}`;
  const binding = `@duckdb/node-bindings-${target}`;
  if (!existsSync(join(root, runtime))) throw new Error(`onnxruntime-node has no libraries for ${target}.`);
  if (!existsSync(join(root, 'node_modules', binding))) {
    const { version } = createRequire(import.meta.url)('@duckdb/node-bindings/package.json');
    throw new Error(`${binding} is not installed. For a platform that is not this one:\nnpm install --no-save --force ${binding}@${version}`);
  }
  // On macOS one library is there twice; the binding loads the one with the short name.
  return [`${runtime}/!(libonnxruntime.*.*.*.dylib)`, `node_modules/${binding}/{package.json,LICENSE,*duckdb*}`];
}
