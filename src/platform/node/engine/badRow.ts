import { t } from '@vscode/l10n';
import { basename } from 'node:path';
import type { BadRow } from '../../../core/badRows.js';
import type { BadRowText, BadRowView } from '../../../protocol/views/badRow.js';
import type { DataFile } from '../files/dataFile.js';
import { FileSource } from '../files/source.js';
import type { Opened } from '../files/openDataset.js';

/** Most of a bad row that is shown, in characters and in bytes. */
const SHOWN = 100_000;

/** A row that could not be read, with what can be shown of it; `row` counts from 1. */
export async function badRowText({ dataset, files }: Opened, row: number): Promise<BadRowText> {
  const found = dataset.bad.list.find((bad) => bad.row === row - 1);
  if (!found) throw new Error(t('row {0} is not one that could not be read', row));
  const { part, local } = dataset.place(found.row);
  const file = files[part];
  const about = { ...badRowView(found, file), file: files.length > 1 && file ? basename(file.path) : null };
  const { text } = (await file?.rows.slot(local).catch(() => null)) ?? { text: null };
  if (text !== null) return { ...about, text: text.slice(0, SHOWN).replace(/\r?\n$/, ''), left: Math.max(0, text.length - SHOWN) };
  // Bytes that are no text are shown as near as can be, where the file is one of lines and is not packed.
  if (!file || file.packing !== null || file.rows.format !== 'jsonl') return { ...about, text: null, left: 0 };
  return { ...about, ...(await rawLine(file.path, found.offset)) };
}

/** A bad row as it is told; tables that are kept by column have no place in bytes. */
export function badRowView({ row, offset, reason }: BadRow, file: DataFile | undefined): BadRowView {
  return { row: row + 1, offset: file?.format.columnar ? null : offset, reason };
}

async function rawLine(path: string, offset: number): Promise<Pick<BadRowText, 'text' | 'left'>> {
  const source = await FileSource.open(path);
  try {
    const bytes = await source.read(offset, SHOWN);
    const end = bytes.indexOf(0x0a);
    return { text: new TextDecoder('utf-8').decode(end < 0 ? bytes : bytes.subarray(0, end)), left: end < 0 ? Math.max(0, source.size - offset - bytes.length) : 0 };
  } finally {
    await source.close();
  }
}
