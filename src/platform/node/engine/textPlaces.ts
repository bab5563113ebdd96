import { t } from '@vscode/l10n';
import type { DataFile } from '../files/dataFile.js';
import { FileSource } from '../files/source.js';
import type { OpenFile } from './openFile.js';

const READ = 4 * 1024 * 1024;
const LF = 0x0a;
const CR = 0x0d;

/** Where an item of the list (a record's index, or -row of a bad row, from 1) stands as text: its file, and the line from 0. */
export async function textPlace(open: OpenFile, item: number): Promise<{ path: string; line: number }> {
  const { dataset, files } = open.opened;
  if (item >= 0) await open.reading.reached(item);
  const row = item < 0 ? -item - 1 : (await dataset.record(item)).rows[0]!;
  const { part, local } = dataset.place(row);
  const file = textual(files[part]);
  return { path: file.path, line: await lineAt(file, (await file.rows.slot(local)).offset) };
}

/** The item of the list whose text a line (from 0) of the file is part of; null where the file has no such line. */
export async function itemAtLine(open: OpenFile, line: number): Promise<number | null> {
  await open.reading.usable;
  const { dataset, files } = open.opened;
  const file = textual(files[0]);
  const { start, end } = await spanOf(file, line);
  if (start === Infinity || file.rows.rows === 0) return null;
  const before = await rowAt(file, start);
  // A row that begins in the line comes before one that goes on in it.
  const row = (await beginsWithin(file, before, start, end)) || !(await beginsWithin(file, before + 1, start, end)) ? before : before + 1;
  const index = dataset.recordOf(row);
  return index >= 0 ? index : -(row + 1);
}

function textual(file: DataFile | undefined): DataFile {
  if (!file || file.packing !== null || file.format.columnar) throw new Error(t('{0} is not text: it has no lines to go to', file?.path ?? ''));
  return file;
}

/** The last row that begins at a byte or before it; the first one owns what stands before it. -1 where the file has none. */
async function rowAt({ rows }: DataFile, offset: number): Promise<number> {
  let low = 0;
  let high = rows.rows - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((await rows.slot(middle)).offset <= offset) low = middle;
    else high = middle - 1;
  }
  return high;
}

/** Counts the lines, as editors do (LF, CRLF, CR), that end before a byte. */
async function lineAt(file: DataFile, offset: number): Promise<number> {
  let line = 0;
  for await (const { ends } of lineEnds(file.path, offset)) line += ends.length;
  return line;
}

async function beginsWithin({ rows }: DataFile, row: number, start: number, end: number): Promise<boolean> {
  if (row >= rows.rows) return false;
  const { offset } = await rows.slot(row);
  return offset >= start && offset < end;
}

/** The first byte of a line and the one behind it; from Infinity on where the file has fewer. */
async function spanOf(file: DataFile, line: number): Promise<{ start: number; end: number }> {
  let before = 0;
  let start = line <= 0 ? 0 : Infinity;
  for await (const { ends } of lineEnds(file.path, Infinity)) {
    if (start === Infinity && before + ends.length >= line) start = ends[line - before - 1]!;
    if (before + ends.length > line) return { start, end: ends[line - before]! };
    before += ends.length;
  }
  return { start, end: Infinity };
}

/** Where lines end (the byte behind each end), up to a byte of the file. */
async function* lineEnds(path: string, until: number): AsyncGenerator<{ ends: readonly number[] }> {
  const source = await FileSource.open(path);
  try {
    const to = Math.min(until, source.size);
    let afterCr = false;
    for (let from = 0; from < to; from += READ) {
      const bytes = await source.read(from, Math.min(READ, to - from));
      const ends: number[] = [];
      const crs = bytes.includes(CR) || afterCr;
      if (!crs) for (let at = bytes.indexOf(LF); at >= 0; at = bytes.indexOf(LF, at + 1)) ends.push(from + at + 1);
      else {
        for (let i = 0; i < bytes.length; i++) {
          const byte = bytes[i];
          // A CR ends a line only where no LF follows it.
          if (afterCr && byte !== LF) ends.push(from + i);
          if (byte === LF) ends.push(from + i + 1);
          afterCr = byte === CR;
        }
      }
      yield { ends };
    }
    if (afterCr) yield { ends: [to] };
  } finally {
    await source.close();
  }
}
