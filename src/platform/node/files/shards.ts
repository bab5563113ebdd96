import { t } from '@vscode/l10n';
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { knownExtensions } from './formats.js';
import { globPattern, slashed } from './glob.js';

/** One file of a dataset of several. */
export interface Shard {
  readonly path: string;
  /** Split that its name gives it, in the file's own word; null where it gives none. */
  readonly split: string | null;
}

/** More files than this are not opened as one dataset: each needs a handle of its own. */
export const MOST_SHARDS = 512;
const MOST_DEPTH = 8;
const MOST_ENTRIES = 20_000;
const SPLITS = /(?:^|[^a-z])(train(?:ing)?|test(?:ing)?|validation|valid|val|dev|eval(?:uation)?)(?:[^a-z]|$)/i;

/** The files of a folder, or of a glob (`*`, `?` and `**`), as one dataset; null where `path` is neither. Throws where there is none to open. */
export async function shardsOf(path: string): Promise<Shard[] | null> {
  const found = await stat(path).catch(() => null);
  if (found?.isDirectory()) return within(path, path, () => true);
  if (found || !/[*?]/.test(path)) return null;
  const fixed = path.slice(0, path.search(/[*?]/));
  const root = fixed.endsWith('/') ? fixed.slice(0, -1) || '/' : dirname(fixed);
  const pattern = globPattern(path);
  return within(path, root, (file) => pattern.test(slashed(file)));
}

async function within(path: string, root: string, wanted: (file: string) => boolean): Promise<Shard[]> {
  const found = (await filesBelow(root)).filter(({ file }) => wanted(file));
  // A second name of a file would be a second part of the dataset, saved over the first.
  const files = [...new Map(found.sort((a, b) => (a.file < b.file ? 1 : -1)).map((each) => [each.real, each])).values()];
  const groups = new Map<string, { bytes: number; files: string[] }>();
  for (const { file, ending, bytes } of files) {
    const kind = ending.replace(/\.(gz|zst)$/, '');
    const group = groups.get(kind) ?? { bytes: 0, files: [] };
    group.bytes += bytes;
    group.files.push(file);
    groups.set(kind, group);
  }
  // A folder of shards also holds a JSON file or two about them: the data is what is most.
  const most = [...groups.values()].sort((a, b) => b.bytes - a.bytes)[0];
  if (!most) throw new Error(t('{0}: no data files here; looked for {1}', path, knownExtensions().join(', ')));
  if (most.files.length > MOST_SHARDS) throw new Error(t('{0}: {1} files; at most {2} are opened as one dataset', path, most.files.length, MOST_SHARDS));
  return most.files.sort((a, b) => (a < b ? -1 : 1)).map((file) => ({ path: file, split: splitOf(relative(root, file)) }));
}

/** The split in a shard's name: `train_prefs-00000-of-00002.parquet` is `train_prefs`; else a word such as `train` in it or its folders. */
export function splitOf(path: string): string | null {
  const stem = basename(path).replace(/\..*$/, '');
  const sharded = /^(.+?)-\d{3,}-of-\d{3,}$/.exec(stem)?.[1];
  if (sharded !== undefined && sharded !== 'data') return sharded;
  return SPLITS.exec(stem)?.[1] ?? SPLITS.exec(dirname(path))?.[1] ?? null;
}

/** Data files below a folder; our own folders, hidden ones and links that lead back up are left out. */
async function filesBelow(root: string): Promise<{ file: string; real: string; ending: string; bytes: number }[]> {
  const endings = knownExtensions().sort((a, b) => b.length - a.length);
  const seen = new Set<string>();
  const found: { file: string; real: string; ending: string; bytes: number }[] = [];
  let entries = 0;
  const walk = async (folder: string, depth: number): Promise<void> => {
    const real = await realpath(folder);
    if (seen.has(real) || depth > MOST_DEPTH) return;
    seen.add(real);
    for (const name of await readdir(folder)) {
      if (++entries > MOST_ENTRIES) throw new Error(t('{0}: more than {1} files and folders; name a narrower folder or a pattern', root, MOST_ENTRIES));
      if (name.startsWith('.') || name.endsWith('.tiebreak') || name.endsWith('.tiebreak.json')) continue;
      const file = join(folder, name);
      const info = await stat(file).catch(() => null);
      if (info?.isDirectory()) await walk(file, depth + 1);
      const ending = endings.find((each) => name.toLowerCase().endsWith(each));
      if (info?.isFile() && ending) found.push({ file, real: await realpath(file), ending, bytes: info.size });
    }
  };
  await walk(root, 0);
  return found;
}
