import { describe, expect, it } from 'vitest';
import { Dataset } from '../../src/core/dataset.js';
import { sha256Hex16 } from '../../src/platform/node/hash.js';
import { MemorySink, memorySource } from '../support/memory.js';
import { scanned } from '../support/dataset.js';

const pair = (prompt: string, chosen: string, rejected: string) => JSON.stringify({ prompt, chosen, rejected });

describe('ids', () => {
  it('a flip keeps the id, true duplicates differ', async () => {
    const { records } = await scanned([pair('p', 'a', 'b'), pair('p', 'b', 'a'), pair('p', 'a', 'c')].join('\n'), 'pair');
    const [first, flipped, other] = records.map(({ id }) => id);
    expect(first?.split('#')[0]).toBe(flipped?.split('#')[0]);
    expect([first, flipped].map((id) => id?.split('#')[1])).toEqual(['0', '1']);
    expect(other?.split('#')[0]).not.toBe(first?.split('#')[0]);
  });

  it('stay through an edit', async () => {
    const { dataset, records } = await scanned(pair('p', 'a', 'b'), 'pair');
    const edit = await dataset.edit(0, { kind: 'flip' }, null);
    await dataset.apply(edit.changes.map(({ row, after }) => ({ row, text: after })));
    expect(await dataset.record(0)).toMatchObject({ id: records[0]?.id, edited: true, responses: [{ text: 'b' }, { text: 'a' }] });
  });
});

describe('a dropped record', () => {
  it('can still be shown, refuses edits, and comes back by undo, also after a save', async () => {
    const text = [pair('p', 'a', 'b'), pair('q', 'c', 'd')].join('\n');
    const { dataset, save } = await scanned(text, 'pair');
    const edit = await dataset.edit(1, { kind: 'drop' }, null);
    await dataset.apply(edit.changes.map(({ row, after }) => ({ row, text: after })));
    expect(await save()).toBe(`${pair('p', 'a', 'b')}\n`);
    expect(await dataset.record(1)).toMatchObject({ dropped: true, prompt: [{ text: 'q' }] });
    await expect(dataset.edit(1, { kind: 'flip' }, null)).rejects.toThrow(/dropped/);
    expect((await dataset.edit(1, { kind: 'drop' }, null)).changes).toEqual([]);
    await dataset.apply(edit.changes.map(({ row, before }) => ({ row, text: before })));
    expect(await save()).toBe(text);
  });
});

describe('edits made while a save is being written', () => {
  it('stay unsaved, an undo included', async () => {
    const rows = [pair('p', 'a', 'b'), pair('q', 'c', 'd')];
    const { dataset } = await scanned(rows.join('\n'), 'pair');
    const flip = async (index: number) => {
      const edit = await dataset.edit(index, { kind: 'flip' }, null);
      await dataset.apply(edit.changes.map(({ row, after }) => ({ row, text: after })));
      return edit;
    };
    const first = await flip(0);
    const sink = new MemorySink();
    const saving = await dataset.beginSave();
    const { rebase } = await saving.write(0, sink);
    await flip(1);
    await dataset.apply(first.changes.map(({ row, before }) => ({ row, text: before })));
    rebase(memorySource(sink.bytes()));
    saving.saved();
    expect([dataset.edited(0), dataset.edited(1)]).toEqual([true, true]);
    const again = new MemorySink();
    await (await dataset.beginSave()).write(0, again);
    expect(again.bytes().toString()).toBe(`${rows[0]}\n${pair('q', 'd', 'c')}`);
  });

  it('an undo that overlaps the end of the save is not lost', async () => {
    const { dataset } = await scanned([pair('p', 'a', 'b'), pair('q', 'c', 'd')].join('\n'), 'pair');
    const edit = await dataset.edit(0, { kind: 'flip' }, null);
    await dataset.apply(edit.changes.map(({ row, after }) => ({ row, text: after })));
    const sink = new MemorySink();
    const saving = await dataset.beginSave();
    const { rebase } = await saving.write(0, sink);
    const undo = dataset.apply(edit.changes.map(({ row, before }) => ({ row, text: before })));
    rebase(memorySource(sink.bytes()));
    saving.saved();
    await undo;
    expect((await dataset.record(0)).responses[0]?.text).toBe('a');
  });
});

describe('a save and what comes in between', () => {
  const change = async (dataset: Awaited<ReturnType<typeof scanned>>['dataset'], index: number, kind: 'flip' | 'drop') => {
    const edit = await dataset.edit(index, { kind }, null);
    await dataset.apply(edit.changes.map(({ row, after }) => ({ row, text: after })));
    return edit;
  };
  const undo = ({ changes }: Awaited<ReturnType<typeof change>>) => changes.map(({ row, before }) => ({ row, text: before }));

  it('an edit made and undone while the file was written leaves nothing unsaved', async () => {
    const { dataset } = await scanned([pair('p', 'a', 'b'), pair('q', 'c', 'd')].join('\n'), 'pair');
    await change(dataset, 0, 'flip');
    const sink = new MemorySink();
    const saving = await dataset.beginSave();
    const { rebase } = await saving.write(0, sink);
    await dataset.apply(undo(await change(dataset, 1, 'flip')));
    rebase(memorySource(sink.bytes()));
    saving.saved();
    expect([dataset.edited(0), dataset.edited(1)]).toEqual([false, false]);
    expect((await dataset.beginSave()).changed).toEqual([]);
  });

  it('has all rows of an edit that is being put in place, or none', async () => {
    const rows = ['a', 'b'].map((response) => JSON.stringify({ prompt: 'p', response, helpfulness: 1, correctness: 1, coherence: 1, complexity: 1, verbosity: 1 }));
    const { dataset } = await scanned(rows.join('\n'), 'helpsteer2');
    const { changes } = await dataset.edit(0, { kind: 'drop' }, null);
    expect(changes.length).toBe(2);
    const applied = dataset.apply(changes.map(({ row, after }) => ({ row, text: after })));
    for (let turn = 0; turn < 20; turn++) {
      const sink = new MemorySink();
      const saving = await dataset.beginSave();
      await saving.write(0, sink);
      saving.abandoned();
      expect(['', rows.join('\n')]).toContain(sink.bytes().toString());
    }
    await applied;
  });

  it('a record that is dropped again shows as it was last', async () => {
    const { dataset, save } = await scanned([pair('p', 'a', 'b'), pair('q', 'c', 'd')].join('\n'), 'pair');
    const dropped = await change(dataset, 0, 'drop');
    await save();
    await dataset.apply(undo(dropped));
    await change(dataset, 0, 'flip');
    await save();
    await change(dataset, 0, 'drop');
    await save();
    expect(await dataset.record(0)).toMatchObject({ dropped: true, responses: [{ text: 'b' }, { text: 'a' }] });
  });
});

describe('ids of one split', () => {
  it('are those of the whole file', async () => {
    const text = ['train', 'test', 'test'].map((split) => JSON.stringify({ split, prompt: 'p', response_1: 'a', response_2: 'b', preference_strength: 1, preference_statement: '', preference_elaboration: '', three_most_similar_preferences: [], all_preferences_unprocessed: [] })).join('\n');
    const { records, dataset } = await scanned(text, 'helpsteer2-preference');
    expect(records.map(({ id }) => id.split('#')[1])).toEqual(['0', '1', '2']);
    const again = new Dataset(dataset.parts.list, dataset.schema, sha256Hex16);
    const ids: string[] = [];
    for await (const chunk of again.scan({ split: 'test' })) ids.push(...chunk.records.map(({ id }) => id));
    expect(ids).toEqual([records[1]!.id, records[2]!.id]);
    expect((await again.record(1)).id).toBe(records[2]!.id);
  });
});

describe('hostile rows', () => {
  it('edits, drops, a save and their undo give back every byte', async () => {
    const rows = [
      '\ufeff{"prompt":"\\ud800","chosen":"\\udfff","rejected":"b","__proto__":{"chosen":1},"constructor":NaN,"chosen":"dup\\u0000"}',
      '',
      '  \t\r',
      '{"prompt":"q","chosen":"a","rejected":"b","reward_chosen":-Infinity,"reward_rejected":NaN}\r',
      'junk',
      '{"prompt":1}',
      '[]',
      'null',
      '{"prompt":"z","chosen":"","rejected":[{"role":"x","content":"y"}]}\n',
    ];
    const bytes = Buffer.concat([Buffer.from(rows.join('\n')), Buffer.from([0xff, 0xfe, 0x0a]), Buffer.from(`${pair('w', 'a', 'b')}\n${pair('w', 'a', 'b')}`)]);
    const { dataset, save } = await scanned(bytes, 'pair');
    expect([dataset.records, dataset.bad.count]).toEqual([5, 5]);
    const edits = [];
    for (let i = 0; i < dataset.records; i++) {
      const edit = await dataset.edit(i, { kind: i % 2 ? 'drop' : 'flip' }, null);
      await dataset.apply(edit.changes.map(({ row, after }) => ({ row, text: after })));
      edits.push(edit);
    }
    await save();
    for (const { changes } of edits.reverse()) await dataset.apply(changes.map(({ row, before }) => ({ row, text: before })));
    expect(await save()).toBe(bytes.toString());
  });
});
