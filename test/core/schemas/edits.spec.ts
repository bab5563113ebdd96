import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Operation } from '../../../src/core/edits.js';
import { scanned } from '../../support/dataset.js';

const fixture = (schema: string) => readFileSync(join(import.meta.dirname, `../../fixtures/schemas/${schema}.jsonl`), 'utf8');

/** The file after one edit, and after its undo. */
async function edited(schema: string, index: number, ...operations: Operation[]) {
  const before = fixture(schema);
  const { dataset, save } = await scanned(before, schema);
  const edits = [];
  for (const operation of operations) {
    const edit = await dataset.edit(index, operation, null);
    await dataset.apply(edit.changes.map(({ row, after }) => ({ row, text: after })));
    edits.push(edit);
  }
  const after = await save();
  for (const { changes } of edits.reverse()) await dataset.apply(changes.map(({ row, before: text }) => ({ row, text })));
  expect(await save(), 'undo after save').toBe(before);
  return { before: before.split('\n'), after: after.split('\n') };
}

describe('flip', () => {
  it('hh-rlhf: the two transcripts change places', async () => {
    const { before, after } = await edited('hh-rlhf', 0, { kind: 'flip' });
    const was = JSON.parse(before[0] as string) as Record<string, unknown>;
    expect(JSON.parse(after[0] as string)).toEqual({ chosen: was['rejected'], rejected: was['chosen'] });
    expect(after.slice(1)).toEqual(before.slice(1));
  });

  it('hh-rlhf-strength: texts and score lists change places, the mean its sign, the judge its label; the sd stays', async () => {
    const { after } = await edited('hh-rlhf-strength', 0, { kind: 'flip' });
    expect(after[0]).toBe(
      '{"chosen": ["Human: Hi", "Assistant: Go away"], "rejected": ["Human: Hi", "Assistant: Hello!"], "GPT4 label": 0, "mean preference difference": -1.50, "std preference difference": 0.25, "chosen score list": [-0.5, NaN], "rejected score list": [1.0, 2.50]}',
    );
  });

  it('hh-rlhf-strength: an abstaining judge goes on abstaining', async () => {
    const { after } = await edited('hh-rlhf-strength', 1, { kind: 'choose', response: 2 });
    expect(JSON.parse(after[1] as string)).toMatchObject({ 'GPT4 label': -1, 'mean preference difference': 0.002, chosen_score_list: [1.002] });
  });

  it('pair: scores in metadata and models go with their texts', async () => {
    const { after } = await edited('pair', 0, { kind: 'flip' });
    expect(JSON.parse(after[0] as string)).toEqual({
      prompt: 'Say yes',
      chosen: 'No',
      rejected: 'Yes',
      metadata: { score_chosen: 7.5, score_rejected: 9 },
      chosen_model: 'b',
      rejected_model: 'a',
      subset: 'easy',
    });
  });

  it('choosing the chosen response changes nothing', async () => {
    const { before, after } = await edited('pair', 0, { kind: 'choose', response: 1 });
    expect(after).toEqual(before);
  });
});

describe('set', () => {
  it('helpsteer2: one digit of one row', async () => {
    const { before, after } = await edited('helpsteer2', 0, { kind: 'set', response: 2, attribute: 'helpfulness', value: 4 });
    expect(after[1]).toBe((before[1] as string).replace('"helpfulness": 0', '"helpfulness": 4'));
    expect(after.toSpliced(1, 1)).toEqual(before.toSpliced(1, 1));
  });

  it('helpsteer2-disagreements: the curator is one more annotator, whose second thought replaces the first', async () => {
    const set = (value: number): Operation => ({ kind: 'set', response: 1, attribute: 'helpfulness', value });
    const { before, after } = await edited('helpsteer2-disagreements', 0, set(0), set(3));
    expect(after[0]).toBe((before[0] as string).replace('"helpfulness": [4, 4, 1]', '"helpfulness": [4, 4, 1, 3]'));
  });
});

describe('drop', () => {
  it('takes all rows of the record out, and undo puts them back', async () => {
    const { before, after } = await edited('helpsteer2', 1, { kind: 'drop' });
    expect(after).toEqual(before.toSpliced(2, 2));
  });
});

describe('an operation that the file cannot take', () => {
  it.each<[string, Operation, RegExp]>([
    ['helpsteer2', { kind: 'flip' }, /set an attribute/],
    ['helpsteer2', { kind: 'set', response: 3, attribute: 'helpfulness', value: 1 }, /no response 3/],
    ['helpsteer2', { kind: 'set', response: 1, attribute: 'wit', value: 1 }, /no attribute wit/],
    ['helpsteer2', { kind: 'set', response: 1, attribute: 'helpfulness', value: 5 }, /0 to 4/],
    ['hh-rlhf', { kind: 'tie' }, /cannot say "tie"/],
    ['pair', { kind: 'strength', value: 2 }, /no column for the strength/],
  ])('%s %j says why', async (schema, operation, why) => {
    const { dataset } = await scanned(fixture(schema), schema);
    await expect(dataset.edit(0, operation, null)).rejects.toThrow(why);
  });
});
