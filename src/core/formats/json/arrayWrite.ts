import { t } from '@vscode/l10n';
import type { ByteSink, ByteSource } from '../../ports.js';
import { Splicer } from '../splice.js';
import { ArrayIndex } from './arrayIndex.js';
import type { Separators } from './separators.js';

/** A longer separator cannot be taken out and kept for an undo. */
const LONGEST_SEPARATOR = 64 * 1024 * 1024;

/** What a list looks like once it is written. */
export interface WrittenArray {
  readonly bytes: number;
  readonly index: ArrayIndex;
  readonly separators: Separators;
}

/**
 * Writes a list with other elements in place of its own ('' = none). Each element owns the separator before it, and the
 * first one that is there needs none: so a removed row takes one with it, and gets that very one back.
 */
export async function writeArray(
  source: ByteSource,
  sink: ByteSink,
  index: ArrayIndex,
  separators: Separators,
  changed: ReadonlyMap<number, string>,
): Promise<WrittenArray> {
  const to = new Splicer(source, sink);
  const moved = new ArrayIndex(index.front);
  const taken = new Map<number, string>();
  const oldFirst = index.first();
  const newFirst = firstOf(index, changed);
  const keepTo = (row: number) => {
    for (const { shift } = to; moved.rows < row; ) {
      const kept = moved.rows;
      if (index.has(kept)) moved.push(index.start(kept) + shift, index.end(kept) - index.start(kept));
      else moved.pushAbsent();
    }
  };
  const touched = new Set([...changed.keys(), oldFirst, newFirst].filter((row) => row < index.rows));
  for (const row of [...touched].sort((a, b) => a - b)) {
    keepTo(row);
    const text = changed.get(row);
    const had = index.has(row);
    const has = text === undefined ? had : text !== '';
    const start = had ? index.start(row) : index.endBefore(row);
    await to.copyTo(index.endBefore(row));
    if (had && row !== oldFirst && (!has || row === newFirst)) {
      taken.set(row, await separator(source, index.endBefore(row), start));
      to.skipTo(start);
    }
    await to.copyTo(start);
    if (has && row !== newFirst && (!had || row === oldFirst)) await to.put(separators.before(row));
    const at = to.written;
    if (text === undefined) {
      await to.copyTo(index.end(row));
    } else {
      await to.put(text);
      to.skipTo(index.end(row));
    }
    if (has) moved.push(at, to.written - at);
    else moved.pushAbsent();
  }
  keepTo(index.rows);
  return { bytes: await to.finish(), index: moved, separators: separators.with(taken) };
}

function firstOf(index: ArrayIndex, changed: ReadonlyMap<number, string>): number {
  let row = 0;
  while (row < index.rows && (changed.has(row) ? changed.get(row) === '' : !index.has(row))) row++;
  return row;
}

async function separator(source: ByteSource, from: number, to: number): Promise<string> {
  if (to - from > LONGEST_SEPARATOR) throw new Error(t('{0} bytes of white space stand before the row at byte {1}: it cannot be removed', to - from, to));
  return new TextDecoder('utf-8').decode(await source.read(from, to - from));
}
