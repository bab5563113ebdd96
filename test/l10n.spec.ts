import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { extract, files, languages, read } from './harness/l10n.mjs';
import { root } from './harness/paths.mjs';

type Bundle = Awaited<ReturnType<typeof read>>;
const textOf = (entry: Bundle[string] | undefined) => (typeof entry === 'string' ? entry : (entry?.message ?? ''));
const manifestText = readFileSync(join(root, 'package.json'), 'utf8');

/** What must stand in a translation too: {0}, `code`, links' addresses, icons. */
function fixedParts(text: string): string[] {
  return [...text.matchAll(/\{\d+\}|`[^`]+`|\]\([^)]+\)|\$\([a-z~-]+\)/g)].map(([part]) => part).sort();
}

/** Fields of the manifest that people read. */
function readByPeople(node: unknown, path: readonly string[] = []): { path: string; text: string }[] {
  if (typeof node === 'string') {
    const name = path.at(-1) ?? '';
    const list = /^\d+$/.test(name) ? (path.at(-2) ?? '') : name;
    const spoken = /^(title|description|markdownDescription|enumDescriptions|markdownEnumDescriptions|deprecationMessage|enumItemLabels|label|contextualTitle|contents|altText)$/.test(list);
    return spoken ? [{ path: path.join('.'), text: node }] : [];
  }
  return typeof node === 'object' && node !== null ? Object.entries(node).flatMap(([name, value]) => readByPeople(value, [...path, name])) : [];
}

describe('texts of the sources', () => {
  it('are all in the English bundle: npm run l10n puts them there', async () => {
    expect(await read(files.sources.english)).toEqual(await extract());
  });
});

describe('the manifest', () => {
  it('names a text for everything that people read, and says nothing else', async () => {
    const texts = await read(files.manifest.english);
    const manifest = JSON.parse(manifestText) as Record<string, unknown>;
    const spoken = [...readByPeople(manifest.contributes), ...readByPeople(manifest.capabilities), { path: 'description', text: manifest.description as string }];
    expect(spoken.length).toBeGreaterThan(30);
    // A name is the same in every language.
    expect(spoken.filter(({ text }) => !/^%[\w.]+%$/.test(text) && text !== 'Tiebreak')).toEqual([]);
    const named = new Set([...manifestText.matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key as string));
    expect(Object.keys(texts).sort()).toEqual([...named].sort());
  });
});

describe.each(languages)('%s', (language) => {
  it.each(Object.values(files).map((pair) => [pair.translated(language), pair] as const))('%s says all that the English file does, with the same places in it, and no more', async (_, { english, translated }) => {
    const wanted = await read(english);
    const known = await read(translated(language));
    expect(Object.keys(wanted).filter((key) => textOf(known[key]) === ''), 'npm run l10n lists them in test-results/l10n-missing.json').toEqual([]);
    expect(Object.keys(known).filter((key) => !(key in wanted))).toEqual([]);
    const places = (bundle: Bundle) => Object.fromEntries(Object.keys(wanted).map((key) => [key, fixedParts(textOf(bundle[key]))]));
    expect(places(known)).toEqual(places(wanted));
  });

  it.skipIf(language !== 'zh-cn')('is Chinese wherever the English has words', async () => {
    for (const { english, translated } of Object.values(files)) {
      const wanted = await read(english);
      const known = await read(translated(language));
      const words = (text: string) => /(?<![\w./])[a-z]{4,}(?![\w./])/.test(text.replace(/\{\d+\}|`[^`]+`|\$\([^)]*\)/g, ''));
      expect(Object.keys(wanted).filter((key) => words(textOf(wanted[key])) && !/\p{Script=Han}/u.test(textOf(known[key])))).toEqual([]);
    }
  });
});
