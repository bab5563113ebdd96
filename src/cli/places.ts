import type { Opened } from '../platform/node/files/openDataset.js';

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
    const own = found.get(part);
    if (own) own.push(local + 1);
    else found.set(part, [local + 1]);
  }
  return [...found].map(([part, own]) => ({ path: files[part]?.path ?? '', rows: own }));
}

/** The same in JSON: `rows`, and `files` where they are not all of the file that was named. */
export function placesJson(places: readonly FileRows[], path: string): { rows: number[]; files?: readonly FileRows[] } {
  const rows = places.flatMap((place) => place.rows);
  return places.some((place) => place.path !== path) ? { rows, files: places } : { rows };
}

/** The same as people read it: `rows 7, 8`, of other files than the one that was named `rows 7, 8 of a.jsonl; row 4 of b.jsonl`. */
export function placesText(places: readonly FileRows[], path: string): string {
  return places.map((place) => `${place.rows.length === 1 ? 'row' : 'rows'} ${place.rows.join(', ')}${place.path === path ? '' : ` of ${place.path}`}`).join('; ');
}
