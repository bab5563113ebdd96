import { open } from 'node:fs/promises';
import { CsvFile } from '../../core/formats/csv/file.js';
import { openJson } from '../../core/formats/json/open.js';
import { LineFile } from '../../core/formats/lines.js';
import type { RowFile } from '../../core/formats/rows.js';
import type { ByteSource } from '../../core/ports.js';
import { candidates } from '../../core/schemas/detect.js';
import type { Row } from '../../core/schemas/schema.js';
import { besideOf } from '../mapping/beside.js';

/** So much of a file is looked at, and so many rows. A row with a hundred responses may have half a megabyte. */
const HEAD_BYTES = 1024 * 1024;
const ROWS = 20;
/** A schema less sure than this may be any table. */
const SURE = 0.7;

const OPENERS: Readonly<Record<string, (source: ByteSource) => Promise<RowFile>>> = {
  jsonl: async (source) => new LineFile(source),
  ndjson: async (source) => new LineFile(source),
  json: openJson,
  csv: (source) => CsvFile.open('csv', source),
  tsv: (source) => CsvFile.open('tsv', source),
};

/** True for names of files that VS Code opens as text and that may be preference data. */
export function mayHold(path: string): boolean {
  return Object.hasOwn(OPENERS, endingOf(path)) && !path.endsWith('.tiebreak.json');
}

/** The schema that the beginning of a file speaks for, by its name; null where it does not look like preference data. Reads its head only, and needs no engine. */
export async function looksLike(path: string): Promise<string | null> {
  const opener = mayHold(path) ? OPENERS[endingOf(path)] : undefined;
  if (!opener) return null;
  if (await besideOf(path)) return 'mapping';
  try {
    const [best] = candidates(await firstRows(await opener(await headOf(path))));
    return best && best.schema.name !== 'rows' && best.confidence >= SURE ? best.schema.name : null;
  } catch {
    // What cannot be read is offered to nobody.
    return null;
  }
}

async function firstRows(file: RowFile): Promise<Row[]> {
  const rows: Row[] = [];
  try {
    for await (const { slots } of file.scan()) {
      for (const { text } of slots) {
        if (rows.length >= ROWS) return rows;
        const row = text === null ? null : parsed(file, text);
        if (row) rows.push(row);
      }
    }
  } catch (error) {
    // The head may end within a row.
    if (rows.length === 0) throw error;
  }
  return rows;
}

function parsed(file: RowFile, text: string): Row | null {
  try {
    return file.parse(text);
  } catch {
    return null;
  }
}

/** The beginning of a file, in memory. */
async function headOf(path: string): Promise<ByteSource> {
  const handle = await open(path, 'r');
  try {
    const buffer = Buffer.alloc(HEAD_BYTES);
    const { bytesRead: size } = await handle.read(buffer, 0, HEAD_BYTES, 0);
    return { size, path: null, damage: null, read: async (offset, length) => buffer.subarray(Math.min(offset, size), Math.min(offset + length, size)), close: async () => undefined };
  } finally {
    await handle.close();
  }
}

function endingOf(path: string): string {
  return /\.([a-z]+)$/i.exec(path)?.[1]?.toLowerCase() ?? '';
}
