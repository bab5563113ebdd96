// Writes THIRD_PARTY_NOTICES.txt: every package that a shipped bundle holds or that ships beside it, with its version,
// licence and licence text. Stops where a package states no licence.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './paths.mjs';

/** Packages that no bundle holds and the extension loads from node_modules. */
const BESIDE = ['onnxruntime-node', 'onnxruntime-common', '@duckdb/node-api', '@duckdb/node-bindings', 'detect-libc'];
/** Files that hold a licence's text or what it asks to be told. */
const LICENCE_FILE = /^(licen[cs]e|copying|notice|thirdpartynotices)/i;

/** Names of the packages behind paths such as node_modules/@a/b/lib/c.js; nested ones with their folder. @param {string} path */
function packageFolder(path) {
  return /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0];
}

/** @param {string} folder relative to the root */
async function notice(folder) {
  const { name, version, license } = JSON.parse(await readFile(join(root, folder, 'package.json'), 'utf8'));
  const files = (await readdir(join(root, folder), { withFileTypes: true })).filter((file) => file.isFile() && LICENCE_FILE.test(file.name));
  if (!license && files.length === 0) throw new Error(`${name} ${version} states no licence.`);
  const texts = await Promise.all(files.map(({ name: file }) => readFile(join(root, folder, file), 'utf8')));
  const licence = typeof license === 'string' ? license : (license?.type ?? 'see the text');
  return { package: `${name} ${version} (${licence})`, text: texts.map((text) => text.trim()).join('\n\n') };
}

/** Writes the notices of what `npm run build` made; answers how many packages they name. */
export async function writeNotices() {
  /** @type {Record<string, string[]>} */
  const bundles = JSON.parse(await readFile(join(root, 'dist/meta.json'), 'utf8'));
  const shipped = Object.entries(bundles).filter(([out]) => out.startsWith('dist/')).flatMap(([, inputs]) => inputs);
  const folders = new Set(BESIDE.map((name) => `node_modules/${name}`));
  for (const path of shipped) {
    const folder = packageFolder(path);
    if (folder) folders.add(folder);
  }
  const notices = await Promise.all([...folders].sort().map(notice));
  // Many packages carry the same text: it is given once, below their names.
  const byText = new Map();
  for (const { package: name, text } of notices) byText.set(text, [...(byText.get(text) ?? []), name]);
  const head = `Tiebreak ships parts of these ${notices.length} packages, under the licences that follow.`;
  const parts = [...byText].map(([text, names]) => [...names, '', text].join('\n'));
  await writeFile(join(root, 'THIRD_PARTY_NOTICES.txt'), [head, ...parts].join(`\n\n${'-'.repeat(80)}\n`) + '\n');
  return notices.length;
}
