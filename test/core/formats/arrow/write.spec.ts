import { describe, expect, it } from 'vitest';
import { Random } from '../../../support/random.js';
import { fixture, messagesOf, opened, written } from './support.js';

const NAMES = ['preference.arrow', 'preference-stream.arrow', 'preference-lz4.arrow', 'preference-zstd.arrow', 'types.arrow', 'types-stream.arrow', 'delta-stream.arrow', 'union.arrow', 'empty.arrow', 'text-lz4.arrow'];

describe('ArrowFile.write', () => {
  it.each(NAMES)('%s without an edit is byte-identical', async (name) => {
    const { file } = await opened(fixture(name));
    expect((await written(file, new Map())).bytes.equals(fixture(name))).toBe(true);
  });

  it.each(NAMES.slice(0, 7))('%s: rows that were removed come back from their texts alone, all types', async (name) => {
    for (let seed = 1; seed <= 20; seed++) {
      const random = new Random(seed);
      const { file, texts } = await opened(fixture(name));
      const removed = new Set(texts.flatMap((_, row) => (random.next() < 0.5 ? [row] : [])));
      const { bytes } = await written(file, new Map([...removed].map((row) => [row, ''])));
      // Opened anew: nothing is known of the rows but their texts.
      const again = await opened(bytes, removed);
      expect(again.texts).toEqual(texts.map((text, row) => (removed.has(row) ? '' : text)));
      const back = await written(again.file, new Map([...removed].map((row) => [row, texts[row]!])));
      expect((await opened(back.bytes)).texts, `seed ${seed}`).toEqual(texts);
    }
  });

  it('keeps what texts do not hold for the session, and says so after it', async () => {
    const { file, texts } = await opened(fixture('types.arrow'));
    file.select(['u64', 'view']);
    const { file: whole } = await opened(fixture('types.arrow'));
    for await (const _ of file.scan());
    const shown = (await file.slot(1)).text!;
    const first = await written(file, new Map([[1, '']]));
    first.rebase();
    expect((await file.slot(1)).text).toBe('');
    const second = await written(file, new Map([[1, shown]]));
    expect((await opened(second.bytes)).texts).toEqual(texts);
    second.rebase();
    expect((await file.slot(1)).text).toBe(shown);

    const later = await opened(first.bytes, new Set([1]));
    later.file.select(['u64', 'view']);
    for await (const _ of later.file.scan(undefined, new Set([1])));
    await expect(written(later.file, new Map([[1, shown]]))).rejects.toThrow(/column "i8": row 1 was removed in an earlier session/);
    expect(whole.rows).toBe(3);
  });

  it('a union is kept for the session too', async () => {
    const { file, texts } = await opened(fixture('union.arrow'));
    const first = await written(file, new Map([[1, ''], [2, '']]));
    expect((await opened(first.bytes)).texts).toEqual([texts[0], texts[3]]);
    first.rebase();
    const second = await written(file, new Map([[1, texts[1]!], [2, texts[2]!]]));
    expect((await opened(second.bytes)).texts).toEqual(texts);
    expect(() => file.patch(texts[0]!, [{ kind: 'set', path: ['u'], value: 3 }])).toThrow('a union of types cannot be edited');
    const edited = await written(file, new Map([[3, file.patch(texts[3]!, [{ kind: 'set', path: ['n'], value: 9 }])]]));
    expect((await opened(edited.bytes)).texts[1]).toBe('{"u":null,"s":null,"n":9}');
  });

  it('rebuilds the edited column alone: every other buffer of the batch is the same bytes', async () => {
    const { file, texts } = await opened(fixture('preference-lz4.arrow'));
    const { bytes } = await written(file, new Map([[3, file.patch(texts[3]!, [{ kind: 'set', path: ['strength'], value: 1 }])]]));
    const [before, after] = [messagesOf(fixture('preference-lz4.arrow')), messagesOf(bytes)];
    expect(after.length).toBe(before.length);
    expect(after.filter((message, i) => !message.bytes.equals(before[i]!.bytes)).length).toBe(1);
    const header = (message: (typeof before)[number]) => message.bytes.subarray(8 + message.bytes.readInt32LE(4));
    // The compressed prompt column comes first in the body, and is as it was.
    expect(header(after[1]!).subarray(0, 200).equals(header(before[1]!).subarray(0, 200))).toBe(true);
  });

  it('codes of a dictionary: a known value, a new one, and one where later values stand in the way', async () => {
    const { file, texts } = await opened(fixture('delta-stream.arrow'));
    const set = (row: number, value: string) => file.patch(texts[row]!, [{ kind: 'set', path: ['label'], value }]);
    const { bytes } = await written(file, new Map([[0, set(0, 'b')], [4, set(4, 'new')], [8, set(8, 'other')]]));
    expect((await opened(bytes)).texts.map((text) => (JSON.parse(text!) as { label: string }).label)).toEqual(['b', 'b', 'a', 'c', 'new', 'b', 'x', 'x', 'other']);
    await expect(written(file, new Map([[0, set(0, 'new')]]))).rejects.toThrow('"new" is not among the values of its dictionary, and the stream puts other values behind it later on');
  });

  it.each([
    ['strength', 2.5, '2.5 is not a whole number'],
    ['strength', 'x', '"x" is not a whole number'],
    ['agrees', 1, '1 cannot stand where the type is Bool'],
    ['votes', 3, '3 cannot stand where the type is a list'],
    ['prompt', 7, '7 cannot stand where the type is Utf8'],
    ['prompt', '\ud800', 'half a surrogate pair'],
    ['score_chosen', 1e300, 'larger than 32 bits can hold'],
    ['created', 'yesterday', 'is not written as the column shows its values'],
  ])('refuses a value that %s cannot hold: %j', async (column, value, reason) => {
    const { file, texts } = await opened(fixture('preference.arrow'));
    expect(() => file.patch(texts[0]!, [{ kind: 'set', path: [column], value }])).toThrow(reason);
  });

  it('writes a patched text as it will read back', async () => {
    const { file, texts } = await opened(fixture('preference.arrow'));
    const after = file.patch(texts[0]!, [{ kind: 'set', path: ['score_chosen'], value: 0.1 }, { kind: 'set', path: ['strength'], value: 0 }]);
    expect(after).toContain('"score_chosen":0.10000000149011612');
    const { rebase } = await written(file, new Map([[0, after]]));
    rebase();
    expect((await file.slot(0)).text).toBe(after);
  });
});
