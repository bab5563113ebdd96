import { describe, expect, it } from 'vitest';
import type { Operation } from '../../../src/core/edits.js';
import { scanned } from '../../support/dataset.js';
import { fixture, schemaOf } from './fixtureFiles.js';

/** The file after one edit, and after its undo. */
async function edited(schema: string, index: number, ...operations: Operation[]) {
  const before = fixture(`${schema}.jsonl`);
  const { dataset, save } = await scanned(before, schemaOf(before));
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

  it('pair: ratings and models with hyphens go along, what was once chosen does not', async () => {
    const { before, after } = await edited('pair', 3, { kind: 'flip' });
    expect(JSON.parse(after[4] as string)).toEqual({
      instruction: 'Add',
      input: '1 and 1',
      chosen: '3',
      rejected: '2',
      'chosen-rating': 2,
      'rejected-rating': 4.75,
      'chosen-model': 'b',
      'rejected-model': 'a',
    });
    const original = await edited('pair', 4, { kind: 'choose', response: 2 });
    expect(original.after[5]).toBe((before[5] as string).replace('"chosen": "Hello", "rejected": ""', '"chosen": "", "rejected": "Hello"'));
  });

  it('pair: columns with the names of prototypes are columns', async () => {
    const { before, after } = await edited('pair', 6, { kind: 'flip' });
    expect(after[7]).toBe(
      (before[7] as string)
        .replace('"chosen": "Hello", "rejected": "Go"', '"chosen": "Go", "rejected": "Hello"')
        .replace('"reward_chosen": 0.5, "reward_rejected": -1.5', '"reward_chosen": -1.5, "reward_rejected": 0.5'),
    );
  });

  it('ultrafeedback-binarized: talks and scores change places, the copy for fine-tuning stays', async () => {
    const { before, after } = await edited('ultrafeedback-binarized', 0, { kind: 'flip' });
    const was = JSON.parse(before[0] as string) as Record<string, unknown>;
    expect(JSON.parse(after[0] as string)).toEqual({ ...was, chosen: was['rejected'], rejected: was['chosen'], score_chosen: 2, score_rejected: 8.5 });
  });

  it.each<Operation>([{ kind: 'flip' }])('raft-wide: %j swaps the pair beside the responses, with its models', async (operation) => {
    const { before, after } = await edited('raft-wide', 0, operation);
    const was = JSON.parse(before[0] as string) as Record<string, unknown>;
    expect(JSON.parse(after[0] as string)).toEqual({
      ...was,
      rewardbench_chosen: 'Nine is a prime.',
      rewardbench_chosen_model: 'gpt-3.5-turbo',
      rewardbench_rejected: 'Eleven is a prime.',
      rewardbench_rejected_model: 'gpt-4',
    });
  });

  it('choosing the chosen response changes nothing', async () => {
    const { before, after } = await edited('pair', 0, { kind: 'choose', response: 1 });
    expect(after).toEqual(before);
  });
});

describe('one value of one row', () => {
  // Each: the schema, the record, its row's line, the operation, what stands in the line before and after it.
  it.each<[string, number, number, Operation, string, string]>([
    ['helpsteer', 1, 6, { kind: 'set', response: 3, attribute: 'verbosity', value: 4 }, '"verbosity": 1}', '"verbosity": 4}'],
    ['helpsteer2-preference', 0, 0, { kind: 'flip' }, '"preference_strength": 2,', '"preference_strength": -2,'],
    ['helpsteer2-preference', 3, 3, { kind: 'flip' }, '"preference_strength": -3.0}', '"preference_strength": 3.0}'],
    ['helpsteer2-preference', 0, 0, { kind: 'choose', response: 1 }, '"preference_strength": 2,', '"preference_strength": -2,'],
    ['helpsteer2-preference', 1, 1, { kind: 'choose', response: 1 }, '"preference_strength": 0,', '"preference_strength": -1,'],
    ['helpsteer2-preference', 1, 1, { kind: 'choose', response: 2 }, '"preference_strength": 0,', '"preference_strength": 1,'],
    ['helpsteer2-preference', 2, 2, { kind: 'choose', response: 2 }, '"preference_strength": -100,', '"preference_strength": 1,'],
    ['helpsteer2-preference', 0, 0, { kind: 'tie' }, '"preference_strength": 2,', '"preference_strength": 0,'],
    ['helpsteer2-preference', 0, 0, { kind: 'strength', value: -3 }, '"preference_strength": 2,', '"preference_strength": -3,'],
    ['helpsteer2-preference', 4, 6, { kind: 'strength', value: 1 }, '"preference_strength": null}', '"preference_strength": 1}'],
    ['helpsteer3', 0, 0, { kind: 'flip' }, '"overall_preference": -3,', '"overall_preference": 3,'],
    ['helpsteer3', 2, 2, { kind: 'choose', response: 1 }, '"overall_preference": 1.0,', '"overall_preference": -1.0,'],
    ['ultrafeedback', 0, 0, { kind: 'set', response: 1, attribute: 'truthfulness', value: 3 }, '"Rating": "N/A"', '"Rating": "3"'],
    ['ultrafeedback', 0, 0, { kind: 'set', response: 2, attribute: 'honesty', value: 5 }, '"Rating": 2', '"Rating": 5'],
    ['ultrafeedback', 0, 0, { kind: 'set', response: 1, attribute: 'overall_score', value: 9.5 }, '"overall_score": 8.5', '"overall_score": 9.5'],
    ['unpaired', 0, 0, { kind: 'set', response: 1, attribute: 'desirable', value: 0 }, '"label": true', '"label": false'],
    ['unpaired', 2, 2, { kind: 'set', response: 1, attribute: 'desirable', value: 0 }, '"label": 1', '"label": 0'],
    ['unpaired', 4, 4, { kind: 'set', response: 1, attribute: 'desirable', value: 1 }, '"label": null', '"label": true'],
    ['completions', 2, 2, { kind: 'flip' }, '[{"rank": 1, "completion": "second"}, {"rank": 0,', '[{"rank": 0, "completion": "second"}, {"rank": 1,'],
    ['completions', 3, 3, { kind: 'set', response: 1, attribute: 'score', value: 2 }, '"score": 3.5', '"score": 2'],
    ['text-score', 0, 0, { kind: 'flip' }, '"score": [1.0, 0.0]', '"score": [0.0, 1.0]'],
    ['text-score', 1, 1, { kind: 'choose', response: 1 }, '"score": [0.5, 1.5]', '"score": [1.5, 0.5]'],
    ['text-score', 3, 3, { kind: 'choose', response: 2 }, '"score": [2, 0, null]', '"score": [0, 2, null]'],
    ['text-score', 2, 2, { kind: 'set', response: 2, attribute: 'score', value: 0 }, '"score": [1.0, 1.0]', '"score": [1.0, 0.0]'],
  ])('%s record %i line %i %j', async (schema, index, line, operation, was, is) => {
    const { before, after } = await edited(schema, index, operation);
    expect((before[line] as string).split(was)).toHaveLength(2);
    expect(after[line]).toBe((before[line] as string).replace(was, is));
    expect(after.toSpliced(line, 1)).toEqual(before.toSpliced(line, 1));
  });

  it.each<[string, number, Operation]>([
    ['helpsteer', 0, { kind: 'set', response: 1, attribute: 'helpfulness', value: 4 }],
    ['helpsteer2-preference', 1, { kind: 'flip' }],
    ['helpsteer2-preference', 1, { kind: 'tie' }],
    ['helpsteer2-preference', 3, { kind: 'choose', response: 1 }],
    ['helpsteer2-preference', 3, { kind: 'strength', value: -3 }],
    ['ultrafeedback', 0, { kind: 'set', response: 1, attribute: 'helpfulness', value: 5 }],
    ['unpaired', 3, { kind: 'set', response: 1, attribute: 'desirable', value: 0 }],
    ['completions', 2, { kind: 'choose', response: 2 }],
    ['text-score', 2, { kind: 'flip' }],
  ])('%s record %i %j is so already and changes nothing', async (schema, index, operation) => {
    const { before, after } = await edited(schema, index, operation);
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
  it.each<[string, number, Operation, RegExp]>([
    ['helpsteer2', 0, { kind: 'flip' }, /set an attribute/],
    ['helpsteer2', 0, { kind: 'set', response: 3, attribute: 'helpfulness', value: 1 }, /no response 3/],
    ['helpsteer2', 0, { kind: 'set', response: 1, attribute: 'wit', value: 1 }, /no attribute wit/],
    ['helpsteer2', 0, { kind: 'set', response: 1, attribute: 'helpfulness', value: 5 }, /0 to 4/],
    ['hh-rlhf', 0, { kind: 'tie' }, /cannot say "tie"/],
    ['pair', 0, { kind: 'strength', value: 2 }, /no column for the strength/],
    ['helpsteer', 0, { kind: 'set', response: 5, attribute: 'helpfulness', value: 1 }, /no response 5; the record has 4/],
    ['helpsteer2-preference', 2, { kind: 'flip' }, /states no preference to flip/],
    ['helpsteer2-preference', 0, { kind: 'strength', value: 4 }, /-3 .* to 3 .*not 4/],
    ['helpsteer2-preference', 0, { kind: 'strength', value: 0.5 }, /whole number/],
    ['helpsteer2-preference', 0, { kind: 'choose', response: 3 }, /no response 3/],
    ['helpsteer3', 0, { kind: 'set', response: 1, attribute: 'helpfulness', value: 1 }, /set the strength/],
    ['raft-wide', 1, { kind: 'flip' }, /does not have both/],
    ['raft-wide', 0, { kind: 'choose', response: 2 }, /no column says which response is best/],
    ['raft-wide', 0, { kind: 'tie' }, /cannot say "tie"/],
    ['ultrafeedback', 0, { kind: 'flip' }, /set an attribute/],
    ['ultrafeedback', 0, { kind: 'set', response: 1, attribute: 'honesty', value: 4.5 }, /whole number from 1 to 5/],
    ['ultrafeedback', 0, { kind: 'set', response: 1, attribute: 'overall_score', value: 0 }, /from 1 to 10/],
    ['ultrafeedback', 0, { kind: 'set', response: 1, attribute: 'toString', value: 1 }, /no attribute toString/],
    ['ultrafeedback', 1, { kind: 'set', response: 1, attribute: 'honesty', value: 4 }, /has no rating of honesty/],
    ['unpaired', 0, { kind: 'choose', response: 1 }, /one response a record/],
    ['unpaired', 0, { kind: 'set', response: 1, attribute: 'desirable', value: 0.5 }, /takes 0 or 1/],
    ['completions', 0, { kind: 'flip' }, /without ranks/],
    ['completions', 0, { kind: 'set', response: 1, attribute: 'score', value: 1 }, /has no rating/],
    ['text-score', 2, { kind: 'choose', response: 1 }, /equal/],
    ['text-score', 3, { kind: 'flip' }, /takes two responses/],
    ['text-score', 3, { kind: 'choose', response: 3 }, /has no score/],
    ['text-score', 0, { kind: 'set', response: 1, attribute: 'score', value: 3 }, /from 0 to 2/],
  ])('%s %i %j says why', async (schema, index, operation, why) => {
    const text = fixture(`${schema}.jsonl`);
    const { dataset } = await scanned(text, schemaOf(text));
    await expect(dataset.edit(index, operation, null)).rejects.toThrow(why);
  });
});
