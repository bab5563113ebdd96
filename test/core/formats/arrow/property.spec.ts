import { Field, makeData, RecordBatch, Schema, Struct, Table, tableFromIPC, tableToIPC, vectorFromArray } from 'apache-arrow';
import { MessageHeader } from 'apache-arrow/enum';
import { describe, expect, it } from 'vitest';
import { Random } from '../../../support/random.js';
import { KINDS, randomValue, rowText, type Kind } from './columns.js';
import { messagesOf, opened, written } from './support.js';

interface Made {
  readonly names: string[];
  readonly kinds: Kind[];
  readonly rows: unknown[][];
  /** Batch of each row. */
  readonly batchOf: number[];
  readonly bytes: Buffer;
}

function randomFile(random: Random): Made {
  const labels = Object.keys(KINDS).filter(() => random.next() < 0.4);
  if (labels.length === 0) labels.push('utf8');
  const kinds = labels.map((label) => KINDS[label]!);
  const names = labels.map((label, i) => random.pick([label, `${label} "${i}"`, i === 0 ? '__proto__' : label]));
  const sizes = [1 + random.below(5), ...Array.from({ length: random.below(4) }, () => random.below(6))];
  const batchOf = sizes.flatMap((size, batch) => Array<number>(size).fill(batch));
  const rows = batchOf.map(() => kinds.map((kind) => randomValue(kind, random)));
  const columns = kinds.map((kind, c) => vectorFromArray(rows.map((row) => row[c]), kind.type()));
  const fields = names.map((name, c) => new Field(name, columns[c]!.type, true, new Map([['note', `of ${c}`]])));
  const schema = new Schema(fields, new Map([['huggingface', '{"info": {}}']]));
  let from = 0;
  const batches = sizes.map((size) => {
    const children = columns.map((column) => column.data[0]!.slice(from, size));
    from += size;
    return new RecordBatch(schema, makeData({ type: new Struct(fields), length: size, nullCount: 0, children }), new Map([['custom', 'kept']]));
  });
  return { names, kinds, rows, batchOf, bytes: Buffer.from(tableToIPC(new Table(schema, batches), random.pick(['file', 'stream']))) };
}

/** What apache-arrow itself reads from the bytes. */
function readBack({ names, kinds }: Made, bytes: Uint8Array): string[] {
  const table = tableFromIPC(bytes);
  expect(table.schema.metadata.get('huggingface')).toBe('{"info": {}}');
  for (const batch of table.batches) if (batch.numRows > 0) expect(batch.metadata.get('custom')).toBe('kept');
  expect(table.schema.fields.map(({ metadata }) => metadata.get('note'))).toEqual(names.map((_, c) => `of ${c}`));
  return Array.from({ length: table.numRows }, (_, i) => rowText(names, kinds, kinds.map((kind, c) => {
    const value: unknown = table.getChildAt(c)!.get(i);
    return value === null ? null : kind.plain(value);
  })));
}

describe('ArrowFile writes', () => {
  it('over 1,000 random files: edits, save, undo, save equal a naive model, untouched messages byte for byte', async () => {
    for (let seed = 1; seed <= 1000; seed++) {
      const random = new Random(seed);
      const made = randomFile(random);
      const original = made.rows.map((row) => rowText(made.names, made.kinds, row));
      const { file, texts } = await opened(made.bytes);
      expect(texts, `seed ${seed}`).toEqual(original);
      expect((await written(file, new Map())).bytes.equals(made.bytes), `seed ${seed}: unedited`).toBe(true);

      let now = [...original];
      let bytes = made.bytes;
      for (let saves = 0; saves < 3; saves++) {
        const changed = new Map<number, string>();
        for (let row = 0; row < original.length; row++) {
          if (random.next() < 0.6) continue;
          const values = made.rows[row]!.map((value, c) => (random.next() < 0.5 ? value : randomValue(made.kinds[c]!, random)));
          // The last save undoes everything.
          changed.set(row, saves === 2 || random.next() < 0.2 ? original[row]! : random.next() < 0.25 ? '' : rowText(made.names, made.kinds, values));
        }
        if (saves === 2) original.forEach((text, row) => changed.set(row, text));
        const { bytes: saved, rebase } = await written(file, changed);
        const next = now.map((text, row) => changed.get(row) ?? text);
        expect(readBack(made, saved), `seed ${seed}, save ${saves}: read by apache-arrow`).toEqual(next.filter((text) => text !== ''));
        rebase();
        for (const [row, text] of next.entries()) expect((await file.slot(row)).text, `seed ${seed}, save ${saves}, row ${row}`).toBe(text);

        const touched = new Set([...changed.keys()].filter((row) => next[row] !== now[row]).map((row) => made.batchOf[row]));
        const before = messagesOf(bytes).filter(({ kind }) => kind === MessageHeader.RecordBatch);
        const after = messagesOf(saved).filter(({ kind }) => kind === MessageHeader.RecordBatch);
        expect(after.length).toBe(before.length);
        for (const [batch, message] of before.entries()) if (!touched.has(batch)) expect(after[batch]!.bytes.equals(message.bytes), `seed ${seed}, batch ${batch}`).toBe(true);

        const removed = new Set(next.flatMap((text, row) => (text === '' ? [row] : [])));
        expect((await opened(saved, removed)).texts, `seed ${seed}: opened again`).toEqual(next);
        now = next;
        bytes = saved;
      }
      expect(now).toEqual(original);
    }
  });
});
