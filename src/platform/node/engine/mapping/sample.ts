import { stat } from 'node:fs/promises';
import type { Row } from '../../../../core/schemas/schema.js';
import { DataFile } from '../../files/dataFile.js';
import { shardsOf } from '../../files/shards.js';

const MOST = { rows: 50, characters: 2_000_000 };
/** The sample asked for last: a mapping that is being written asks for the same again at every key. */
let last: { readonly key: string; readonly rows: readonly Row[] } | null = null;

/** The first rows of a file (of the first one of a folder or glob) that can be parsed. */
export async function sampleOf(path: string): Promise<readonly Row[]> {
  const file = (await shardsOf(path))?.[0]?.path ?? path;
  const { mtimeMs, size } = await stat(file);
  const key = `${file}:${mtimeMs}:${size}`;
  if (last?.key !== key) last = { key, rows: await firstRows(file) };
  return last.rows;
}

async function firstRows(path: string): Promise<Row[]> {
  const file = await DataFile.open(path);
  const rows: Row[] = [];
  let characters = 0;
  try {
    for await (const { slots } of file.rows.scan()) {
      for (const { text } of slots) {
        if (rows.length >= MOST.rows || characters > MOST.characters) return rows;
        characters += text?.length ?? 0;
        const row = text === null || text === '' ? null : parsed(file, text);
        if (row) rows.push(row);
      }
    }
    return rows;
  } finally {
    await file.close();
  }
}

function parsed(file: DataFile, text: string): Row | null {
  try {
    return file.rows.parse(text);
  } catch {
    return null;
  }
}
