import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { RelatedView } from '../../../protocol/views/dataset.js';
import { knownExtensions } from '../files/formats.js';
import { openDataset, schemaCandidates, type Opened } from '../files/openDataset.js';

/** Schemas whose files speak of the same prompts and responses. */
const FAMILY = ['helpsteer2', 'helpsteer2-disagreements', 'helpsteer2-preference'];
/** A folder of more files is not looked through. */
const MOST_FILES = 40;
/** So many of our records are looked for in the first rows of another file. */
const SAMPLE = 200;

/** Files in the same folder that speak of the same prompts and responses as this one. */
export async function relatedFiles({ path, dataset, files }: Opened): Promise<RelatedView[]> {
  const own = dataset.schema.name.split(' + ');
  if (!FAMILY.includes(own[0] as string) || (await stat(path).catch(() => null))?.isFile() !== true) return [];
  const opened = new Set(files.map((file) => file.path));
  const folder = dirname(path);
  const names = (await readdir(folder)).filter((name) => knownExtensions().some((ending) => name.toLowerCase().endsWith(ending)));
  if (names.length > MOST_FILES) return [];
  const ids = new Set<string>();
  for (let index = 0; index < Math.min(SAMPLE, dataset.records); index++) ids.add((await dataset.record(index)).id);
  const found: RelatedView[] = [];
  for (const other of names.map((name) => join(folder, name)).filter((each) => !opened.has(each))) {
    const schema = await familyOf(other);
    if (schema !== null && !own.includes(schema) && (await speaksOf(other, schema, ids))) found.push({ path: other, name: basename(other), schema });
  }
  return found;
}

async function familyOf(path: string): Promise<string | null> {
  const [best] = await schemaCandidates(path).catch(() => []);
  return best && FAMILY.includes(best.schema.name) ? best.schema.name : null;
}

/** True where the first rows of the other file hold one of these records. */
async function speaksOf(path: string, schema: string, ids: ReadonlySet<string>): Promise<boolean> {
  const other = await openDataset(path, { schema }).catch(() => null);
  if (!other) return false;
  try {
    for await (const { records } of other.dataset.scan()) if (records.length > 0) return records.some(({ id }) => ids.has(id));
    return false;
  } finally {
    for (const file of other.files) await file.close();
  }
}
