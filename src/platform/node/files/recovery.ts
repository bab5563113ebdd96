import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, realpath, rename, rm, rmdir, stat } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { isTemporary, syncFolder } from './sink.js';
import { stampOf } from './stamp.js';

/** A file that is about to take another one's place in the same folder. */
export interface Renaming {
  readonly temporary: string;
  readonly target: string;
}

/** Longer than it takes to write all notes of a save. */
const NOTING_MS = 10_000;

/** What is noted in each folder; paths lead from there. The note in the folder that leads is written last and goes last: as long as it stands, the save counts. */
interface Note {
  readonly id: string;
  readonly leads: string;
  readonly others: readonly string[];
  /** Names, and the state of the file that is replaced (null for none). */
  readonly renames: readonly (Renaming & { readonly replaces: string | null })[];
}

/** Notes, durably, which files are about to be put in place, so that a save of several is finished even after a crash; answers how to forget it. */
export async function noteRenames(renames: readonly Renaming[]): Promise<() => Promise<void>> {
  const folders = [...new Set(renames.map(({ target }) => dirname(target)))];
  const [first, ...others] = folders as [string, ...string[]];
  const id = randomBytes(8).toString('hex');
  const forget = () => forgetIn([...others, first]);
  try {
    for (const folder of [...others, first]) {
      const own = renames.filter(({ target }) => dirname(target) === folder);
      const named = own.map(async ({ temporary, target }) => ({ temporary: relative(folder, temporary), target: relative(folder, target), replaces: await stateOf(target) }));
      const leading = folder === first ? others.map((other) => relative(folder, other)) : [];
      await write(folder, { id, leads: relative(folder, first), others: leading, renames: await Promise.all(named) });
    }
  } catch (error) {
    await forget();
    throw error;
  }
  return forget;
}

/** Finishes saves of these files that a crash cut short: all were whole on the disk before the first took its place. A file that somebody has written since stays as it is. */
export async function finishRenames(files: readonly string[]): Promise<number> {
  const real = await Promise.all(files.map((file) => realpath(file).catch(() => file)));
  let done = 0;
  for (const folder of new Set(real.map(dirname))) done += await finish(folder);
  return done;
}

async function finish(folder: string): Promise<number> {
  const note = await read(folder);
  if (!note) return 0;
  const first = join(folder, note.leads);
  const head = await read(first);
  if (head?.id !== note.id) {
    // Not all was noted, and so none has taken its place: a crash, or a save that is being noted now.
    const noted = await stat(placeOf(folder)).catch(() => null);
    if (!noted || Date.now() - noted.mtimeMs < NOTING_MS) return 0;
    for (const { temporary } of note.renames) await rm(join(folder, temporary), { force: true });
    await forgetIn([folder]);
    return 0;
  }
  const folders = [...head.others.map((other) => join(first, other)), first];
  let done = 0;
  for (const each of folders) {
    const own = await read(each);
    if (own?.id !== note.id) continue;
    for (const { temporary, target, replaces } of own.renames) {
      if ((await stateOf(join(each, temporary))) === null || (await stateOf(join(each, target))) !== replaces) continue;
      await rename(join(each, temporary), join(each, target));
      done++;
    }
    await syncFolder(each);
  }
  await forgetIn(folders);
  return done;
}

async function write(folder: string, note: Note): Promise<void> {
  const path = placeOf(folder);
  await mkdir(dirname(path), { recursive: true });
  const handle = await open(path, 'w', 0o600);
  try {
    await handle.writeFile(JSON.stringify({ version: 1, ...note }));
    await handle.sync();
  } finally {
    await handle.close();
  }
  await syncFolder(dirname(path));
  await syncFolder(folder);
}

/** The note in a folder; null where there is none that was written to its end. Names within the folder only: anybody could have written it. */
async function read(folder: string): Promise<Note | null> {
  try {
    const { id, leads, others, renames } = JSON.parse(await readFile(placeOf(folder), 'utf8')) as Note;
    const plain = (name: unknown) => typeof name === 'string' && !/[\\/\0]/.test(name) && name !== '..';
    const sound = [id, leads, ...others].every((each) => typeof each === 'string') && renames.every(({ temporary, target }) => plain(temporary) && plain(target) && isTemporary(temporary));
    return sound ? { id, leads, others, renames } : null;
  } catch {
    return null;
  }
}

async function forgetIn(folders: readonly string[]): Promise<void> {
  for (const folder of folders) {
    await rm(placeOf(folder), { force: true });
    await rmdir(dirname(placeOf(folder))).catch(() => undefined);
  }
}

function placeOf(folder: string): string {
  return join(folder, 'dataset.tiebreak', 'saving.json');
}

async function stateOf(path: string): Promise<string | null> {
  const found = await stat(path).catch(() => null);
  return found && stampOf(found);
}
