import { appendFile, mkdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { logLines, logPath, type SavedEdit } from '../../../core/log.js';
import type { Records } from '../../../core/records.js';
import { ChangedOnDisk, type DataFile } from './dataFile.js';
import { packingNamed } from './packing.js';
import { noteRenames } from './recovery.js';
import { reason } from './source.js';
import { prepare, type Prepared } from './write.js';

/** What is saved: a dataset and its files, in the order of its parts; `path` is what was opened (a file, or a folder of them). */
export interface Saved {
  readonly path: string;
  readonly dataset: Records;
  readonly files: readonly DataFile[];
}

/** Where to, and what goes into the log. */
export interface SaveTo {
  /** The opened path itself, or another: of a dataset of several files a folder. */
  readonly path: string;
  readonly edits: readonly SavedEdit[];
  /** Also where somebody else has written the file since. */
  readonly overwrite: boolean;
}

/** Writes the dataset as it stands and logs the edits; the old files stay whole on any failure. Answers bytes written, and why the log was not. */
export async function saveDataset({ path: opened, dataset, files }: Saved, { path, edits, overwrite }: SaveTo): Promise<{ bytes: number; unlogged: string | null }> {
  const here = path === opened;
  const saving = await dataset.beginSave();
  const parts = here && !overwrite ? saving.changed : files.map((_, part) => part);
  const check = async (file: DataFile) => {
    if (here && !overwrite) await file.assertUnchanged();
    if (here) file.assertUndamaged();
    await file.assertWhole();
  };
  const ready: { part: number; prepared: Prepared }[] = [];
  try {
    for (const part of parts) {
      const file = files[part] as DataFile;
      await check(file);
      const target = here ? file.path : targetOf(path, file, files.length);
      const packing = here ? file.packing : packingNamed(target);
      ready.push({ part, prepared: await prepare(target, packing, (sink) => saving.write(part, sink)) });
      await check(file);
    }
  } catch (error) {
    for (const { prepared } of ready) await prepared.abort();
    saving.abandoned();
    if (error instanceof ChangedOnDisk) throw error;
    throw new Error(`${path}: not saved, the old file is whole: ${reason(error as NodeJS.ErrnoException)}`);
  }
  await putInPlace(path, ready.map(({ prepared }) => prepared), here && files.length > 1 ? dirname(files[0]!.path) : null).catch((error: unknown) => {
    saving.abandoned();
    throw error;
  });
  const moves = [];
  for (const { part, prepared } of ready) {
    const source = await prepared.source();
    if (here) moves.push(await files[part]!.follow(prepared.written, source));
    else await source.close();
  }
  for (const move of moves) move();
  if (here) saving.saved();
  else saving.abandoned();
  const bytes = ready.reduce((sum, { prepared }) => sum + prepared.written.bytes, 0);
  return { bytes, unlogged: await log(dataset, files, edits, here ? null : path) };
}

/** Renames all, noted beforehand where they are several: a crash between two is made good when the folder is opened again. */
async function putInPlace(path: string, prepared: readonly Prepared[], folder: string | null): Promise<void> {
  const forget = folder !== null && prepared.length > 1 ? await noteRenames(folder, prepared) : null;
  for (const [done, each] of prepared.entries()) {
    try {
      await each.commit();
    } catch (error) {
      if (done === 0) {
        await forget?.();
        for (const other of prepared) await other.abort();
      }
      throw new Error(`${path}: ${done === 0 ? 'not saved, the old files are whole' : `${done} of ${prepared.length} files saved; the others take their place when it is opened again`}: ${reason(error as NodeJS.ErrnoException)}`);
    }
  }
  await forget?.();
}

function targetOf(path: string, file: DataFile, files: number): string {
  return files === 1 ? path : join(path, basename(file.path));
}

/** The rows are on the disk by now: a log that cannot be written is told, and is no failure of the save. */
async function log(dataset: Records, files: readonly DataFile[], edits: readonly SavedEdit[], out: string | null): Promise<string | null> {
  for (const [part, file] of files.entries()) {
    const here = edits.flatMap((saved): SavedEdit[] => {
      const changes = saved.edit.changes.flatMap((change) => {
        const { part: owner, local } = dataset.place(change.row);
        return owner === part ? [{ ...change, row: local }] : [];
      });
      return changes.length > 0 ? [{ ...saved, edit: { ...saved.edit, changes } }] : [];
    });
    if (here.length === 0) continue;
    const path = logPath(out === null ? file.path : targetOf(out, file, files.length));
    try {
      await mkdir(dirname(path), { recursive: true });
      await appendFile(path, logLines(here, new Date()));
    } catch (error) {
      return `${path}: ${reason(error as NodeJS.ErrnoException)}`;
    }
  }
  return null;
}
