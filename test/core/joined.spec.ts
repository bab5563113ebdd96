import { describe, expect, it } from 'vitest';
import { Dataset } from '../../src/core/dataset.js';
import { LineFile } from '../../src/core/formats/lines.js';
import { JoinedRecords } from '../../src/core/joined.js';
import type { LocatedRecord } from '../../src/core/record.js';
import { schemaNamed } from '../../src/core/schemas/registry.js';
import { sha256Hex16 } from '../../src/platform/node/hash.js';
import { MemorySink, memorySource } from '../support/memory.js';

const ATTRIBUTES = ['helpfulness', 'correctness', 'coherence', 'complexity', 'verbosity'];
const five = <T>(value: T) => Object.fromEntries(ATTRIBUTES.map((name) => [name, value]));
const lines = (...rows: object[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

const LABELS = lines(
  { prompt: 'p', response: 'a', ...five(4) },
  { prompt: 'p', response: 'b', ...five(1) },
  { prompt: 'q', response: 'c', ...five(2) },
  { prompt: 'q', response: 'd', ...five(3) },
);
const MARKS = lines({ prompt: 'q', response: 'c', ...five([2, 2, 1]) }, { prompt: 'q', response: 'd', ...five([3, 3, 4]) }, { prompt: 'p', response: 'a', ...five([4, 4, 0]) }, { prompt: 'p', response: 'b', ...five([1, 1, 1]) });
// The preference file holds the two responses the other way round.
const PREFERENCES = lines({ split: 'train', prompt: 'p', response_1: 'b', response_2: 'a', preference_strength: -2, preference_statement: '', preference_elaboration: '', three_most_similar_preferences: [], all_preferences_unprocessed: [{ strength: -2, justification: '' }] });

async function joined() {
  const files = [LABELS, MARKS, PREFERENCES].map((text) => new LineFile(memorySource(Buffer.from(text))));
  const datasets = files.map((rows, i) => new Dataset([{ rows, split: null }], schemaNamed(['helpsteer2', 'helpsteer2-disagreements', 'helpsteer2-preference'][i]!), sha256Hex16));
  const dataset = new JoinedRecords(datasets[0]!, datasets.slice(1));
  const records: LocatedRecord[] = [];
  for await (const chunk of dataset.scan()) records.push(...chunk.records);
  const save = async () => {
    const saving = await dataset.beginSave();
    const texts = new Map<number, string>();
    for (const part of saving.changed) {
      const sink = new MemorySink();
      (await saving.write(part, sink)).rebase(memorySource(sink.bytes()));
      texts.set(part, sink.bytes().toString());
    }
    saving.saved();
    return texts;
  };
  return { dataset, records, save };
}

describe('label, disagreement and preference files opened together', () => {
  it('are one record each: consensus from one, marks from the other, the preference turned to the order of the responses', async () => {
    const { dataset, records } = await joined();
    expect(dataset.records).toBe(2);
    expect(dataset.joined).toEqual([2, 1]);
    const [p, q] = records;
    expect(p?.responses[0]?.labels[0]).toMatchObject({ attribute: 'helpfulness', consensus: 4, ratings: [{ value: 4 }, { value: 4 }, { value: 0 }] });
    expect(p?.preference).toMatchObject({ chosen: 1, strength: 2, votes: [{ strength: 2 }] });
    expect(q?.preference).toBeNull();
    expect(q?.responses[1]?.labels[4]).toMatchObject({ consensus: 3, ratings: [{ value: 3 }, { value: 3 }, { value: 4 }] });
  });

  it('each edit changes the file that owns the value, in that file alone, and undo takes it back', async () => {
    const { dataset, save } = await joined();
    const make = async (index: number, operation: Parameters<typeof dataset.edit>[1]) => {
      const edit = await dataset.edit(index, operation, null);
      expect(await dataset.apply(edit.changes.map(({ row, after }) => ({ row, text: after })))).toEqual([index]);
      return edit;
    };
    const set = await make(1, { kind: 'set', response: 2, attribute: 'verbosity', value: 0 });
    expect([...(await save())]).toEqual([[0, LABELS.replace('"response":"d","helpfulness":3,"correctness":3,"coherence":3,"complexity":3,"verbosity":3', '"response":"d","helpfulness":3,"correctness":3,"coherence":3,"complexity":3,"verbosity":0')]]);
    await make(0, { kind: 'choose', response: 1 });
    expect((await dataset.record(0)).preference).toMatchObject({ chosen: 0, strength: -2 });
    expect([...(await save())]).toEqual([[2, PREFERENCES.replace('"preference_strength":-2', '"preference_strength":2')]]);
    await dataset.apply(set.changes.map(({ row, before }) => ({ row, text: before })));
    expect([...(await save())]).toEqual([[0, LABELS]]);
  });

  it('a dropped record goes from every file that has it', async () => {
    const { dataset, save } = await joined();
    const edit = await dataset.edit(0, { kind: 'drop' }, null);
    await dataset.apply(edit.changes.map(({ row, after }) => ({ row, text: after })));
    const texts = await save();
    expect([...texts.keys()]).toEqual([0, 1, 2]);
    expect(texts.get(2)).toBe('');
    expect(texts.get(1)).toBe(MARKS.split('\n').slice(0, 2).join('\n') + '\n');
    expect((await dataset.record(0)).dropped).toBe(true);
  });

  it('a record is saved out of all files or none, also where the save begins while it is dropped', async () => {
    const { dataset } = await joined();
    const { changes } = await dataset.edit(0, { kind: 'drop' }, null);
    const applied = dataset.apply(changes.map(({ row, after }) => ({ row, text: after })));
    for (let turn = 0; turn < 20; turn++) {
      const saving = await dataset.beginSave();
      expect([[], [0, 1, 2]]).toContainEqual(saving.changed);
      saving.abandoned();
    }
    await applied;
    expect((await dataset.beginSave()).changed).toEqual([0, 1, 2]);
  });
});
