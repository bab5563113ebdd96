import { t } from '@vscode/l10n';
import { EditError } from '../../edits.js';
import type { JsonNode } from '../json/tokens.js';
import { column, type Bits, type Column } from './column.js';
import type { Layout } from './layout.js';
import { fromBase64 } from './scalars/base64.js';
import { clip } from './scalars/integers.js';

/** A JSON value in its text; null stands for any value, where nobody will look (inside a null). */
export type Cell = { readonly text: string; readonly node: JsonNode } | null;

/** Finds the code of a dictionary's value. Throws `EditError` where it has none. */
export type CodeOf = (layout: Extract<Layout, { kind: 'dictionary' }>, cell: NonNullable<Cell>) => number;

/** Most items of a list of fixed size that are made up for a null. */
const MAX_BLANK_ITEMS = 1_000_000;

/** Builds a column of JSON values. Throws `EditError` where its type cannot hold one of them. */
export function build(layout: Layout, cells: readonly Cell[], codeOf: CodeOf): Column {
  const count = cells.length;
  const isNull = (cell: Cell) => cell !== null && cell.node.kind === 'literal' && cell.text[cell.node.start] === 'n';
  const nulls = cells.map(isNull);
  if (!layout.nullable && nulls.includes(true) && layout.kind !== 'null') throw new EditError(t('null cannot stand in a column that is declared to have none'));
  const validity = nulls.includes(true) && layout.kind !== 'null' ? packed(nulls.map((is) => !is)) : null;
  const there = cells.map((cell, i) => (nulls[i] ? null : cell));
  switch (layout.kind) {
    case 'null':
      for (const cell of there) if (cell) throw refusal(cell, 'null');
      return column(layout, count, {});
    case 'bool':
      return column(layout, count, { validity, bits: packed(there.map((cell) => cell !== null && rawOf(cell, 'literal', layout.type) === 'true')) });
    case 'fixed':
    case 'dictionary': {
      const { width } = layout.scalar;
      const data = new Uint8Array(count * width);
      const view = new DataView(data.buffer);
      for (const [i, cell] of there.entries()) {
        if (!cell) continue;
        if (layout.kind === 'dictionary') layout.scalar.write(view, i * width, String(codeOf(layout, cell)));
        else if (cell.node.kind !== 'number' && cell.node.kind !== 'string') throw refusal(cell, layout.type);
        else layout.scalar.write(view, i * width, raw(cell));
      }
      return column(layout, count, { validity, data });
    }
    case 'bytes': {
      const { data, offsets } = joined(there.map((cell) => (cell ? bytesOf(cell, layout) : null)));
      return column(layout, count, { validity, data, offsets, origins: [0] });
    }
    case 'view':
      return { ...views(layout, there.map((cell) => (cell ? bytesOf(cell, layout) : null))), validity };
    case 'list': {
      const lists = there.map((cell) => (cell ? itemsOf(cell) : []));
      const offsets = new Float64Array(count + 1);
      for (const [i, list] of lists.entries()) offsets[i + 1] = (offsets[i] as number) + list.length;
      return column(layout, count, { validity, offsets, origins: [0], children: [build(layout.item, lists.flat(), codeOf)] });
    }
    case 'fixedList': {
      const lists = there.map((cell): Cell[] => {
        if (!cell && layout.size > MAX_BLANK_ITEMS) throw new EditError(t('a null list of {0} items cannot be written', layout.size));
        if (!cell) return Array<Cell>(layout.size).fill(null);
        const items = itemsOf(cell);
        if (items.length !== layout.size) throw new EditError(t('a list of {0} items cannot stand where lists have {1}', items.length, layout.size));
        return items;
      });
      return column(layout, count, { validity, children: [build(layout.item, lists.flat(), codeOf)] });
    }
    case 'struct': {
      const rows = there.map((cell) => (cell ? membersOf(cell, layout.members.map(({ name }) => name)) : null));
      return column(layout, count, { validity, children: layout.members.map((member, m) => build(member, rows.map((row) => row?.[m] ?? null), codeOf)) });
    }
    case 'union':
      if (count > 0) throw new EditError(t('a union of types cannot be edited'));
      return column(layout, 0, { origins: layout.members.map(() => 0), children: layout.members.map((member) => build(member, [], codeOf)) });
  }
}

/** A row's (or struct's) values in the order of these names; of equal names, the first text value is the first one's. Throws `EditError`. */
export function membersOf(cell: NonNullable<Cell>, names: readonly string[]): NonNullable<Cell>[] {
  const members = cell.node.members;
  if (!members) throw refusal(cell, t('an object'));
  if (members.length === names.length && names.every((name, i) => members[i]?.key === name)) return members.map(({ node }) => ({ text: cell.text, node }));
  const left = new Map<string, JsonNode[]>();
  for (const { key, node } of members) left.set(key, [...(left.get(key) ?? []), node]);
  const found = names.map((name) => {
    const node = left.get(name)?.shift();
    if (!node) throw new EditError(t('the value of {0} is missing', JSON.stringify(name)));
    return { text: cell.text, node };
  });
  for (const [name, rest] of left) if (rest.length > 0) throw new EditError(t('there is no column {0}', JSON.stringify(clip(name))));
  return found;
}

/** Text of a cell's value. */
export function raw({ text, node }: NonNullable<Cell>): string {
  return text.slice(node.start, node.end);
}

function rawOf(cell: NonNullable<Cell>, kind: JsonNode['kind'], type: string): string {
  if (cell.node.kind !== kind) throw refusal(cell, type);
  return raw(cell);
}

function refusal(cell: NonNullable<Cell>, type: string): EditError {
  return new EditError(t('{0} cannot stand where the type is {1}', clip(raw(cell)), clip(type)));
}

function itemsOf(cell: NonNullable<Cell>): Cell[] {
  if (!cell.node.items) throw refusal(cell, t('a list'));
  return cell.node.items.map((node) => ({ text: cell.text, node }));
}

function bytesOf(cell: NonNullable<Cell>, layout: { readonly text: boolean; readonly type: string }): Uint8Array {
  const string = JSON.parse(rawOf(cell, 'string', layout.type)) as string;
  if (!layout.text) return fromBase64(string);
  if (/[\ud800-\udfff]/u.test(string)) throw new EditError(t('the text holds half a surrogate pair, which UTF-8 cannot hold'));
  return new TextEncoder().encode(string);
}

function packed(values: readonly boolean[]): Bits {
  const bytes = new Uint8Array(Math.ceil(values.length / 8));
  for (const [i, value] of values.entries()) if (value) bytes[i >> 3] = (bytes[i >> 3] as number) | (1 << (i & 7));
  return { bytes, from: 0 };
}

function joined(values: readonly (Uint8Array | null)[]): { data: Uint8Array; offsets: Float64Array } {
  const offsets = new Float64Array(values.length + 1);
  for (const [i, value] of values.entries()) offsets[i + 1] = (offsets[i] as number) + (value?.length ?? 0);
  const data = new Uint8Array(offsets[values.length] as number);
  for (const [i, value] of values.entries()) if (value) data.set(value, offsets[i]);
  return { data, offsets };
}

function views(layout: Layout, values: readonly (Uint8Array | null)[]): Column {
  const data = new Uint8Array(values.length * 16);
  const view = new DataView(data.buffer);
  const long = joined(values.map((value) => (value && value.length > 12 ? value : null)));
  for (const [i, value] of values.entries()) {
    if (!value) continue;
    view.setInt32(i * 16, value.length, true);
    data.set(value.subarray(0, value.length > 12 ? 4 : 12), i * 16 + 4);
    if (value.length > 12) view.setInt32(i * 16 + 12, long.offsets[i] as number, true);
  }
  return column(layout, values.length, { data, origins: [0], heaps: [long.data] });
}
