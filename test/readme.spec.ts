import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compileMapping } from '../src/core/schemas/mapping/compile.js';
import { SCHEMAS } from '../src/core/schemas/registry.js';
import { knownExtensions } from '../src/platform/node/files/formats.js';

const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');

describe('the README', () => {
  it('shows a mapping that reads a row as it says', () => {
    const [, json = ''] = /```json\n([\s\S]*?)```/.exec(readme) ?? [];
    const schema = compileMapping(JSON.parse(json));
    const record = schema.record([{ question: 'q', answer_a: 'a', answer_b: 'b', label: 'B>A' }], []);
    expect(record).toMatchObject({ prompt: [{ text: 'q' }], responses: [{ text: 'a' }, { text: 'b' }], preference: { chosen: 1 } });
  });

  it('names every schema and every ending', () => {
    for (const { name } of SCHEMAS) expect(readme, name).toContain(`| \`${name}\` |`);
    for (const ending of knownExtensions().filter((each) => !/\.(gz|zst)$/.test(each))) expect(readme, ending).toContain(`\`${ending}\``);
  });

  it('gives each dependency a reason', () => {
    const { dependencies, devDependencies } = JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8')) as Record<string, Record<string, string>>;
    for (const name of Object.keys({ ...dependencies, ...devDependencies })) expect(readme, name).toContain(`\`${name}\``);
  });
});
