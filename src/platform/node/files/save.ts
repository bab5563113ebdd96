import { appendFile, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Dataset } from '../../../core/dataset.js';
import { logLines, logPath, type SavedEdit } from '../../../core/log.js';
import type { DataFile } from './dataFile.js';
import { reason } from './source.js';

/** Writes the dataset as it stands to `path` and logs the edits; the old file stays whole on any failure. Answers bytes written. */
export async function saveDataset(
  dataset: Dataset,
  file: DataFile,
  { path, edits, overwrite }: { path: string; edits: readonly SavedEdit[]; overwrite: boolean },
): Promise<number> {
  if (path === file.path && !overwrite) await file.assertUnchanged();
  const { sink, follow } = await file.sink(path);
  let bytes: number;
  let saved: () => void;
  try {
    ({ bytes, saved } = await dataset.write(sink));
    await sink.commit();
  } catch (error) {
    await sink.abort();
    throw new Error(`${path}: not saved, the old file is whole: ${reason(error as NodeJS.ErrnoException)}`);
  }
  const move = await follow();
  if (path === file.path) {
    move();
    saved();
  }
  if (edits.length > 0) {
    await mkdir(dirname(logPath(path)), { recursive: true });
    await appendFile(logPath(path), logLines(edits, new Date()));
  }
  return bytes;
}
