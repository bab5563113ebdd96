import { basename } from 'node:path';
import type { RecordView } from '../../../protocol/views/record.js';
import type { Opened } from '../files/openDataset.js';
import { placesOf } from '../files/places.js';

/** The files that hold a record's rows, each with its own rows from 1; nothing where there is one file alone. */
export function sourcesOf(opened: Opened, rows: readonly number[]): Pick<RecordView, 'sources'> {
  if (opened.files.length < 2) return {};
  return { sources: placesOf(opened, rows).map(({ path, rows: own }) => ({ file: basename(path), rows: own })) };
}
