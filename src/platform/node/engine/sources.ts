import { basename } from 'node:path';
import type { RecordView } from '../../../protocol/views.js';
import type { Opened } from '../files/openDataset.js';

/** The files that hold a record's rows, each with its own rows from 1; nothing where there is one file alone. */
export function sourcesOf({ dataset, files }: Opened, rows: readonly number[]): Pick<RecordView, 'sources'> {
  if (files.length < 2) return {};
  const byPart = new Map<number, number[]>();
  for (const row of rows) {
    const { part, local } = dataset.place(row);
    byPart.set(part, [...(byPart.get(part) ?? []), local + 1]);
  }
  return { sources: [...byPart].map(([part, own]) => ({ file: basename(files[part]?.path ?? ''), rows: own })) };
}
