import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { shown } from '../../../src/cli/commands/show.js';
import { detectSchema, SCHEMAS } from '../../../src/core/schemas/registry.js';
import { parseObject } from '../../../src/core/formats/json/value.js';
import { scanned } from '../../support/dataset.js';

const FOLDER = join(import.meta.dirname, '../../fixtures/schemas');
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.jsonl'));

describe('every schema', () => {
  it('has a fixture', () => {
    expect(files.map((name) => basename(name, '.jsonl')).sort()).toEqual(SCHEMAS.map(({ name }) => name).sort());
  });

  it.each(files)('%s is detected, and reads as the expected records and bad rows', async (name) => {
    const text = readFileSync(join(FOLDER, name), 'utf8');
    const rows = text.trim().split('\n').flatMap((line) => {
      try {
        return [parseObject(line)];
      } catch {
        return [];
      }
    });
    const found = detectSchema(rows);
    expect(found.schema.name).toBe(basename(name, '.jsonl'));
    const { dataset, records } = await scanned(text, found.schema.name);
    const read = { records: records.map(shown), badRows: dataset.badRows };
    await expect(`${JSON.stringify(read, null, 2)}\n`).toMatchFileSnapshot(join(FOLDER, `${found.schema.name}.expected.json`));
  });
});
