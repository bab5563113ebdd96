import type { FileRows } from '../platform/node/files/places.js';

/** Rows by file in JSON: `rows`, and `files` where they are not all of the file that was named. */
export function placesJson(places: readonly FileRows[], path: string): { rows: number[]; files?: readonly FileRows[] } {
  const rows = places.flatMap((place) => place.rows);
  return places.some((place) => place.path !== path) ? { rows, files: places } : { rows };
}

/** The same as people read it: `rows 7, 8`, of other files than the one that was named `rows 7, 8 of a.jsonl; row 4 of b.jsonl`. */
export function placesText(places: readonly FileRows[], path: string): string {
  return places.map((place) => `${place.rows.length === 1 ? 'row' : 'rows'} ${place.rows.join(', ')}${place.path === path ? '' : ` of ${place.path}`}`).join('; ');
}
