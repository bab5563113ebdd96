import { appendFile, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Dataset } from '../../../core/dataset.js';
import { logLines, logPath, type SavedEdit } from '../../../core/log.js';
import { ChangedOnDisk, type DataFile } from './dataFile.js';
import { reason } from './source.js';

/** Writes the dataset as it stands to `path` and logs the edits; the old file stays whole on any failure. Answers bytes written, and why the log was not. */
export async function saveDataset(
  dataset: Dataset,
  file: DataFile,
  { path, edits, overwrite }: { path: string; edits: readonly SavedEdit[]; overwrite: boolean },
): Promise<{ bytes: number; unlogged: string | null }> {
  if (path === file.path && !overwrite) await file.assertUnchanged();
  await file.assertWhole();
  const { sink, follow } = await file.sink(path);
  let bytes: number;
  let saved: () => void;
  try {
    ({ bytes, saved } = await dataset.write(sink));
    await file.assertWhole();
    if (path === file.path && !overwrite) await file.assertUnchanged();
    await sink.commit();
  } catch (error) {
    await sink.abort();
    if (error instanceof ChangedOnDisk) throw error;
    throw new Error(`${path}: not saved, the old file is whole: ${reason(error as NodeJS.ErrnoException)}`);
  }
  const move = await follow();
  if (path === file.path) {
    move();
    saved();
  }
  return { bytes, unlogged: edits.length === 0 ? null : await log(logPath(path), edits) };
}

/** The rows are on the disk by now: a log that cannot be written is told, and is no failure of the save. */
async function log(path: string, edits: readonly SavedEdit[]): Promise<string | null> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await appendFile(path, logLines(edits, new Date()));
    return null;
  } catch (error) {
    return `${path}: ${reason(error as NodeJS.ErrnoException)}`;
  }
}
