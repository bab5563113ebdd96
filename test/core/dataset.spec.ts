import { describe, expect, it } from 'vitest';
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
