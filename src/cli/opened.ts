import { openDataset, type Opened } from '../platform/node/files/openDataset.js';
import { JoinedRecords } from '../core/joined.js';
import { note } from './output.js';

/** The common flags that say what is opened. */
export interface OpenFlags {
  readonly schema?: string | undefined;
  readonly split?: string | undefined;
  readonly attach?: string[] | undefined;
}

/** Opens what the command line names, does the work, and closes it again. */
export async function withOpened<T>(path: string, { schema, attach }: OpenFlags, work: (opened: Opened) => Promise<T>): Promise<T> {
  const opened = await openDataset(path, { schema: schema ?? null, attach: attach ?? [] });
  try {
    return await work(opened);
  } finally {
    for (const file of opened.files) await file.close();
  }
}

/** What is wrong with the files as a whole, on stderr: one that ends too early, rows that could not be read; `advice` says where more is told of them. */
export function noteDamage(path: string, { dataset, files }: Opened, bad = dataset.bad.count, advice = '; tiebreak inspect tells why'): void {
  for (const { path: file, rows } of files) if (rows.damage !== null) note(`${file}: ${rows.damage}; what could be read is shown`);
  if (dataset instanceof JoinedRecords) {
    dataset.unreadable.forEach((count, i) => {
      if (count > 0) note(`attached file ${i + 1}: ${count} rows could not be read`);
    });
    dataset.joined.forEach((count, i) => {
      if (count === 0) note(`attached file ${i + 1} speaks of none of the ${dataset.records} records: their prompts and responses differ`);
    });
  }
  if (bad > 0) note(`${path}: ${bad} ${bad === 1 ? 'row' : 'rows'} could not be read${advice}`);
}
