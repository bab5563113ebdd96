// npm run l10n [-- FILE]: gathers the texts of the sources into l10n/bundle.l10n.json, takes translations from FILE
// ({"English": "translation"}), drops what is said no more, and leaves what is still to be translated in
// test-results/l10n-missing.json, which becomes FILE once it is filled.
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { getL10nJson } from '@vscode/l10n-dev';
import { results, root } from './paths.mjs';

/** @typedef {Record<string, string | { message: string, comment: string[] }>} Bundle */

/** Languages that everything is translated to. */
export const languages = ['zh-cn'];

/** Each pair of files: the English one, and the translated one of a language. */
export const files = {
  sources: { english: 'l10n/bundle.l10n.json', translated: (/** @type {string} */ language) => `l10n/bundle.l10n.${language}.json` },
  manifest: { english: 'package.nls.json', translated: (/** @type {string} */ language) => `package.nls.${language}.json` },
};

/** The extractor takes so many characters at once: it makes its queries anew for each script, and is slow on long ones. */
const BATCH = 100_000;

/**
 * The texts that the sources hand to `t`, by key, in the order of the keys.
 * @returns {Promise<Bundle>}
 */
export async function extract() {
  /** @type {string[]} */
  const batches = [];
  let batch = '';
  for (const folder of ['src', 'webview']) {
    for (const name of (await readdir(join(root, folder), { recursive: true })).filter((each) => each.endsWith('.ts')).sort()) {
      const contents = await readFile(join(root, folder, name), 'utf8');
      if (!contents.includes('l10n')) continue;
      batch += `${memberCalls(contents)}\n`;
      if (batch.length < BATCH) continue;
      batches.push(batch);
      batch = '';
    }
  }
  const imports = "import * as vscode from 'vscode';\nimport * as l10n from '@vscode/l10n';\n";
  return sorted(await getL10nJson([...batches, batch].map((contents) => ({ contents: imports + contents, extension: '.ts' }))));
}

/**
 * A source without the imports that stand before its batch. The extractor knows `l10n.t(…)` and not a `t(…)` that was
 * imported by its name.
 * @param {string} contents
 */
function memberCalls(contents) {
  const named = /^import \{ t \} from '@vscode\/l10n';$/m;
  const plain = contents.replace(/^import \* as vscode from 'vscode';$/m, '');
  return named.test(plain) ? plain.replace(named, '').replaceAll(/(?<![\w.$])t\(/g, 'l10n.t(') : plain;
}

/**
 * A file of texts; an empty one where it is not there.
 * @param {string} name
 * @returns {Promise<Bundle>}
 */
export async function read(name) {
  return JSON.parse(await readFile(join(root, name), 'utf8').catch(() => '{}'));
}

/** @param {Bundle} bundle */
function sorted(bundle) {
  return Object.fromEntries(Object.entries(bundle).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

/**
 * @param {string} name
 * @param {Bundle} bundle
 */
const write = (name, bundle) => writeFile(join(root, name), `${JSON.stringify(bundle, null, 2)}\n`);

/** @param {Bundle} given translations to be taken */
async function gather(given) {
  await mkdir(join(root, 'l10n'), { recursive: true });
  await write(files.sources.english, await extract());
  for (const language of languages) {
    /** @type {Bundle} */
    const missing = {};
    for (const { english, translated } of Object.values(files)) {
      const wanted = await read(english);
      const known = await read(translated(language));
      for (const key of Object.keys(known)) if (!(key in wanted)) console.log(`${translated(language)}: said no more: ${key}`);
      /** @type {[string, string | { message: string, comment: string[] }][]} */
      const kept = [];
      for (const [key, text] of Object.entries(wanted)) {
        // In the list of what is missing, a key of the manifest stands beside its English text; left as it is, it is missing still.
        const translation = (given[key] !== text && given[key]) || known[key];
        if (translation) kept.push([key, translation]);
        else missing[key] = english === files.manifest.english ? text : '';
      }
      await write(translated(language), Object.fromEntries(kept));
    }
    await mkdir(results, { recursive: true });
    await writeFile(join(results, 'l10n-missing.json'), `${JSON.stringify(missing, null, 2)}\n`);
    console.log(`${language}: ${Object.keys(missing).length} texts are not translated${Object.keys(missing).length > 0 ? ': see test-results/l10n-missing.json' : ''}`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await gather(process.argv[2] ? JSON.parse(await readFile(process.argv[2], 'utf8')) : {});
}
