import { appendTo } from '../../../core/multimap.js';
import type { Opened } from './openDataset.js';

/** Rows of one file, counted from 1 in it. */
export interface FileRows {
  readonly path: string;
  readonly rows: readonly number[];
}

/** Which rows of which files the dataset's rows are. */
export function placesOf({ dataset, files }: Pick<Opened, 'dataset' | 'files'>, rows: readonly number[]): FileRows[] {
  const found = new Map<number, number[]>();
  for (const row of rows) {
    const { part, local } = dataset.place(row);
    appendTo(found, part, local + 1);
  }
  return [...found].map(([part, own]) => ({ path: files[part]?.path ?? '', rows: own }));
}
