import { basename } from 'node:path';
import type { FileFacts } from '../../core/report/overview.js';
import type { Opened } from './files/openDataset.js';

/** What a report says of an open file (of several files: of their folder) as a whole. */
export function factsOf({ dataset, files, path }: Opened): FileFacts {
  return { name: basename(path), format: files[0]?.rows.format ?? '', schema: dataset.schema.name, rows: dataset.rows, badRows: dataset.bad.count };
}
