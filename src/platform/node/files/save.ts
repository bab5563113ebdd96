import { t } from '@vscode/l10n';
import { mkdir, realpath } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { logLines, logPath, type SavedEdit } from '../../../core/log.js';
import type { Records } from '../../../core/records.js';
import { appendLog } from './appendLog.js';
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
  // Nothing is waited for before it: what is saved is what stands now.
  const saving = await dataset.beginSave();
  const targets = path === opened ? files.map((file) => file.path) : targetsOf(path, files);
  const here = await areOwn(targets, files).catch((error: unknown) => {
    saving.abandoned();
    throw error;
  });
  const parts = here && !overwrite ? saving.changed : files.map((_, part) => part);
  const check = async (file: DataFile) => {
    if (here && !overwrite) await file.assertUnchanged();
    if (here) file.assertUndamaged();
    await file.assertWhole();
  };
  const ready: Ready[] = [];
  try {
    for (const part of parts) {
      const file = files[part] as DataFile;
      await check(file);
      const target = targets[part] as string;
      if (!here && files.length > 1) await mkdir(dirname(target), { recursive: true });
      const packing = here ? file.packing : packingNamed(target);
      ready.push({ part, prepared: await prepare(target, packing, (sink) => saving.write(part, sink)) });
    }
    // Writing takes its time: nobody may have come in between, in none of the files.
    for (const part of parts) await check(files[part] as DataFile);
  } catch (error) {
    for (const { prepared } of ready) await prepared.abort().catch(() => undefined);
    saving.abandoned();
    if (error instanceof ChangedOnDisk) throw error;
    throw new Error(t('{0}: not saved, the old file is whole: {1}', path, reason(error as NodeJS.ErrnoException)));
  }
  const { done, failure } = await putInPlace(ready.map(({ prepared }) => prepared));
  const placed = ready.slice(0, done);
  for (const { part, prepared } of placed) {
    if (here) files[part]!.follow(prepared.written, prepared.source, prepared.stamp);
    else await prepared.source.close();
  }
  if (here && (done > 0 || failure === null)) saving.saved(placed.map(({ part }) => part));
  else saving.abandoned();
  if (failure !== null) {
    throw new Error(done === 0
      ? t('{0}: not saved, the old files are whole: {1}', path, reason(failure))
      : t('{0}: {1} of {2} files saved, the others are as they were: save again: {3}', path, done, ready.length, reason(failure)));
  }
  const bytes = ready.reduce((sum, { prepared }) => sum + prepared.written.bytes, 0);
  return { bytes, unlogged: await log(dataset, files, edits, here ? files.map((file) => file.path) : targets) };
}

interface Ready {
  readonly part: number;
  readonly prepared: Prepared;
}

/** Renames all, noted beforehand where they are several: a crash between two is made good when they are opened again. Answers how many are in place; the others are thrown away. */
async function putInPlace(prepared: readonly Prepared[]): Promise<{ done: number; failure: NodeJS.ErrnoException | null }> {
  let done = 0;
  let forget = async () => {};
  let failure: NodeJS.ErrnoException | null = null;
  try {
    if (prepared.length > 1) forget = await noteRenames(prepared);
    for (; done < prepared.length; done++) await prepared[done]!.commit();
  } catch (error) {
    failure = error as NodeJS.ErrnoException;
  }
  // With nothing left to rename a note that stays says nothing.
  await forget().catch(() => undefined);
  for (const each of prepared.slice(done)) await each.abort();
  return { done, failure };
}

/** Where each file goes: the path itself for one, else into that folder, as they lie under the folder that they share. */
function targetsOf(path: string, files: readonly DataFile[]): string[] {
  if (files.length === 1) return [path];
  const paths = files.map((file) => resolve(file.path));
  let shared = dirname(paths[0] as string);
  while (shared !== dirname(shared) && !paths.every((each) => each.startsWith(join(shared, '/')))) shared = dirname(shared);
  return paths.map((each) => join(path, relative(shared, each)));
}

/** True where the targets are the files themselves, whatever they are called. Throws where one would be written over another. */
async function areOwn(targets: readonly string[], files: readonly DataFile[]): Promise<boolean> {
  const real = (path: string) => realpath(path).catch(() => resolve(path));
  const to = await Promise.all(targets.map(real));
  const from = await Promise.all(files.map((file) => real(file.path)));
  if (to.every((path, i) => path === from[i])) return true;
  const clash = to.find((path, i) => from.includes(path) || to.indexOf(path) !== i);
  if (clash !== undefined) throw new Error(t('{0}: not saved: this is one of the open files, or two files would go there; save into another folder', clash));
  return false;
}

/** The rows are on the disk by now: a log that cannot be written is told, and is no failure of the save. */
async function log(dataset: Records, files: readonly DataFile[], edits: readonly SavedEdit[], targets: readonly string[]): Promise<string | null> {
  let unlogged: string | null = null;
  for (const part of files.keys()) {
    const here = edits.flatMap((saved): SavedEdit[] => {
      const changes = saved.edit.changes.flatMap((change) => {
        const { part: owner, local } = dataset.place(change.row);
        return owner === part ? [{ ...change, row: local }] : [];
      });
      return changes.length > 0 ? [{ ...saved, edit: { ...saved.edit, changes } }] : [];
    });
    if (here.length === 0) continue;
    const path = logPath(targets[part] as string);
    try {
      await appendLog(path, logLines(here, new Date()));
    } catch (error) {
      unlogged ??= `${path}: ${reason(error as NodeJS.ErrnoException)}`;
    }
  }
  return unlogged;
}
