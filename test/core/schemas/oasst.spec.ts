import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { LabelOperation } from '../../../src/core/edits.js';
import { detectSchema } from '../../../src/core/schemas/detect.js';
import { oasst } from '../../../src/core/schemas/oasst.js';
import { edited, read, sampleOf } from '../../support/schemaFiles.js';
import { sharedFile } from '../../support/shared.js';

const real = sharedFile('real/oasst1-en-validation.jsonl');
const answer = (id: string, rank: number | null) => `{"message_id":"${id}","parent_id":"q","text":"t${id}","role":"assistant","rank":${rank}}`;

describe('oasst', () => {
  it.skipIf(real === null)('1,243 answers to 482 messages, 418 of them ranked, under the talk above them (needs oasst1)', async () => {
    const text = readFileSync(real!, 'utf8');
    expect(detectSchema(sampleOf(text)).schema.name).toBe('oasst');
    const { records, dataset } = await read(text, 'oasst');
    expect([dataset.rows, dataset.bad.count, records.length]).toEqual([2022, 0, 482]);
    expect(records.reduce((sum, { responses }) => sum + responses.length, 0)).toBe(1243);
    expect(records.filter(({ preference }) => preference !== null).length).toBe(418);
    // Turns of the prompt, counted in Python by walking parent_id up; two parents are not in the file.
    expect([0, 1, 3, 5].map((n) => records.filter(({ prompt }) => prompt.length === n).length)).toEqual([2, 188, 275, 17]);
    const rows = text.trimEnd().split('\n').map((line) => JSON.parse(line) as { text: string; rank: number | null });
    for (const { preference, responses, rows: at } of records) {
      expect(responses.map(({ text: words }) => words)).toEqual(at.map((row) => rows[row]!.text));
      if (preference) expect(rows[at[preference.chosen!]!]!.rank).toBe(Math.min(...at.map((row) => rows[row]!.rank ?? Infinity)));
    }
  });

  it.each<[string, (number | null)[], LabelOperation, (number | null)[]]>([
    ['flip: the best two change places', [1, 0, 2], { kind: 'flip' }, [0, 1, 2]],
    ['flip where the first is missing', [2, null, 0], { kind: 'flip' }, [0, null, 2]],
    ['choose the worst', [1, 0, 2], { kind: 'choose', response: 3 }, [1, 2, 0]],
    ['choose the best', [1, 0, 2], { kind: 'choose', response: 2 }, [1, 0, 2]],
  ])('%s', (_, ranks, operation, after) => {
    const rows = ranks.map((rank, i) => answer(String(i), rank));
    expect(edited(rows, oasst, operation)).toEqual(after.map((rank, i) => answer(String(i), rank)));
    if (operation.kind === 'flip') expect(edited(rows, oasst, operation, operation)).toEqual(rows);
  });

  it.each<[(number | null)[], LabelOperation, RegExp]>([
    [[0, null], { kind: 'flip' }, /only one answer/],
    [[null, null], { kind: 'choose', response: 1 }, /no answer/],
    [[0, 1, null], { kind: 'choose', response: 3 }, /response 3 has no rank to change; those with one are 1, 2/],
    [[0, 0], { kind: 'flip' }, /same rank/],
    [[0, 1], { kind: 'tie' }, /cannot say "tie"/],
    [[0, 1], { kind: 'choose', response: 4 }, /no response 4/],
    [[0, 1], { kind: 'set', response: 1, attribute: 'quality', value: 1 }, /nobody’s mark/],
  ])('%j %j says why not', (ranks, operation, why) => {
    expect(() => edited(ranks.map((rank, i) => answer(String(i), rank)), oasst, operation)).toThrow(why);
  });

  it.each([['"role":"narrator"', /not prompter or assistant/], ['"role":"assistant","rank":-1', /rank is -1/], ['"role":"assistant","rank":0.5', /rank is 0.5/], ['"role":"assistant","labels":{"name":["quality"],"value":[]}', /1 entries and labels.value 0/]])('%s is a broken row', (rest, why) => {
    expect(() => oasst.check(JSON.parse(`{"message_id":"a","text":"t",${rest}}`) as Record<string, unknown>)).toThrow(why);
  });
});
