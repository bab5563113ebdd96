import { t } from '@vscode/l10n';
import { inMemory } from './blob.js';
import { bitAt, isValid, memberOf, viewOf, type Column } from './column.js';
import { ArrowError } from './error.js';
import { toBase64 } from './scalars/base64.js';

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** A value as JSON text that `build` reads back as the same value. Throws `ArrowError` where its bytes are no value of the type. */
export function textOf(column: Column, i: number): string {
  const { layout } = column;
  if (!isValid(column, i)) return 'null';
  switch (layout.kind) {
    case 'null':
      return 'null';
    case 'bool':
      return bitAt(column.bits!, i) ? 'true' : 'false';
    case 'fixed':
      return layout.scalar.read(viewOf(column.data), i * layout.scalar.width);
    case 'bytes': {
      const from = (column.offsets[i] as number) - (column.origins[0] as number);
      return bytesText(inMemory(column.data).subarray(from, (column.offsets[i + 1] as number) - (column.origins[0] as number)), layout.text);
    }
    case 'view':
      return bytesText(viewed(column, i), layout.text);
    case 'list': {
      const from = (column.offsets[i] as number) - (column.origins[0] as number);
      return items(column.children[0] as Column, from, (column.offsets[i + 1] as number) - (column.offsets[i] as number));
    }
    case 'fixedList':
      return items(column.children[0] as Column, i * layout.size, layout.size);
    case 'struct':
      return `{${column.children.map((child) => `${JSON.stringify(child.layout.name)}:${textOf(child, i)}`).join(',')}}`;
    case 'union': {
      const member = memberOf(layout, viewOf(column.data).getInt8(i));
      const child = column.children[member] as Column;
      return textOf(child, layout.dense ? (column.offsets[i] as number) - (column.origins[member] as number) : i);
    }
    case 'dictionary': {
      const code = codeOf(column, i);
      let left = code;
      for (const piece of column.dictionary!.pieces) {
        if (left >= 0 && left < piece.length) return textOf(piece, left);
        left -= piece.length;
      }
      throw new ArrowError(t('it has the code {0}, but its dictionary has {1} values', code, column.dictionary!.length));
    }
  }
}

/** Code of a dictionary's value. */
export function codeOf({ layout, data }: Column, i: number): number {
  if (layout.kind !== 'dictionary') throw new ArrowError(t('not a column of codes'));
  return Number(layout.scalar.read(viewOf(data), i * layout.scalar.width));
}

/** The bytes of a view, wherever they are. */
export function viewed({ data, heaps, origins }: Column, i: number): Uint8Array {
  const view = viewOf(data);
  const at = i * 16;
  const length = view.getInt32(at, true);
  if (length < 0) throw new ArrowError(t('a view of {0} bytes', length));
  if (length <= 12) return inMemory(data).subarray(at + 4, at + 4 + length);
  const heap = view.getInt32(at + 8, true);
  const from = view.getInt32(at + 12, true) - (origins[heap] as number);
  return inMemory(heaps[heap]!).subarray(from, from + length);
}

function items(child: Column, from: number, count: number): string {
  const parts: string[] = [];
  for (let i = from; i < from + count; i++) parts.push(textOf(child, i));
  return `[${parts.join(',')}]`;
}

function bytesText(bytes: Uint8Array, text: boolean): string {
  if (!text) return `"${toBase64(bytes)}"`;
  let string: string;
  try {
    string = UTF8.decode(bytes);
  } catch {
    throw new ArrowError(t('the text is not valid UTF-8'));
  }
  return JSON.stringify(string);
}
