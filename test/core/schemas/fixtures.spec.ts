import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { shown } from '../../../src/cli/commands/show.js';
import { patchJson } from '../../../src/core/formats/json/patch.js';
import { parseObject } from '../../../src/core/formats/json/value.js';
import { SCHEMAS } from '../../../src/core/schemas/registry.js';
import { scanned } from '../../support/dataset.js';
import { FILES, fixture, FOLDER, schemaOf } from './fixtureFiles.js';

describe('every schema', () => {
  it('has a fixture', () => {
    expect(FILES.map((name) => basename(name, '.jsonl')).sort()).toEqual(SCHEMAS.map(({ name }) => name).sort());
  });

  it.each(FILES)('%s is detected, and reads as the expected records and bad rows', async (name) => {
    const text = fixture(name);
    const schema = schemaOf(text);
    expect(schema.name).toBe(basename(name, '.jsonl'));
    const { dataset, records } = await scanned(text, schema);
    const read = { records: records.map(shown), badRows: dataset.bad.list };
    await expect(`${JSON.stringify(read, null, 2)}\n`).toMatchFileSnapshot(join(FOLDER, `${schema.name}.expected.json`));
  });

  it.each(FILES)('%s: flipped twice, every record has the bytes it had', async (name) => {
    const text = fixture(name);
    const schema = schemaOf(text);
    const { records } = await scanned(text, schema);
    const lines = text.split('\n');
    let changed = 0;
    for (const { rows } of schema.edits.includes('flip') ? records : []) {
      const before = rows.map((row) => lines[row] as string);
      const flip = (now: readonly string[]): string[] => {
        const after = [...now];
        for (const { row, cells } of schema.edit(now.map(parseObject), { kind: 'flip' }, before.map(parseObject))) after[row] = patchJson(after[row] as string, cells);
        return after;
      };
      let once: string[];
      try {
        once = flip(before);
      } catch (error) {
        // Some records of a file have no label to flip, and say so.
        expect((error as Error).name).toBe('EditError');
        continue;
      }
      if (once.join() !== before.join()) changed++;
      expect(flip(once)).toEqual(before);
    }
    if (schema.edits.includes('flip')) expect(changed).toBeGreaterThan(0);
  });
});
