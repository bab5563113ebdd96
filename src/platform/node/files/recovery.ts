import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** A file that is about to take another one's place. */
export interface Renaming {
  readonly temporary: string;
  readonly target: string;
}

/** Notes, durably, which files are about to be put in place, so that a save of several is finished even after a crash; answers how to forget it. */
export async function noteRenames(folder: string, renames: readonly Renaming[]): Promise<() => Promise<void>> {
  const path = journal(folder);
  await mkdir(dirname(path), { recursive: true });
  const handle = await open(path, 'w', 0o600);
  await handle.writeFile(JSON.stringify({ version: 1, renames }));
  await handle.sync();
  await handle.close();
  return () => rm(path, { force: true });
}

/** Finishes a save that a crash cut short: all its files were whole on the disk before the first took its place. */
export async function finishRenames(folder: string): Promise<number> {
  const path = journal(folder);
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return 0;
  let done = 0;
  for (const { temporary, target } of renamesIn(text, folder)) {
    if (await stat(temporary).catch(() => null)) {
      await rename(temporary, target);
      done++;
    }
  }
  await rm(path, { force: true });
  return done;
}

function journal(folder: string): string {
  return join(folder, 'dataset.tiebreak', 'saving.json');
}

/** Renames within the dataset's folder only: the journal is a file that anybody could have written. */
function renamesIn(text: string, folder: string): Renaming[] {
  try {
    const { renames } = JSON.parse(text) as { renames: Renaming[] };
    return renames.filter(({ temporary, target }) => [temporary, target].every((path) => typeof path === 'string' && path.startsWith(join(folder, '/'))) && dirname(temporary) === dirname(target) && temporary.endsWith('.tmp'));
  } catch {
    return [];
  }
}
