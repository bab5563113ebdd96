import { stat } from 'node:fs/promises';
import { mappingPath } from '../../platform/node/files/mappings.js';

/** The path of the mapping that lies beside a data file; null where there is none. */
export async function besideOf(data: string): Promise<string | null> {
  const path = mappingPath(data);
  return (await stat(path).catch(() => null))?.isFile() ? path : null;
}
