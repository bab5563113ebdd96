import { readFile } from 'node:fs/promises';
import { readLog, type ReadLog } from '../../core/reviews/readLog.js';
import { editsInEffect, replay as replayEdits, type LoggedEdit, type Replayed } from '../../core/reviews/replay.js';
import type { Opened } from '../../platform/node/files/openDataset.js';
import { saveDataset } from '../../platform/node/files/save.js';
import { reason as reasonOf } from '../../platform/node/files/source.js';
import { parse } from '../args.js';
import { withOpened } from '../opened.js';
import { note, plain, print } from '../output.js';
import { assertFormat } from '../target.js';

const USAGE = 'replay LOG FILE [--out FILE] [--schema S] [--split NAME] [--attach FILE]... [--json]';
const OPTIONS = { out: { type: 'string' } } as const;

/** Makes the edits of a log on a file, in place or into `--out`; what does not fit is named, and the command fails after the rest is written. */
export async function replay(argv: readonly string[]): Promise<void> {
  const { values, positionals } = parse(argv, USAGE, OPTIONS, 2);
  const [logFile, path] = positionals as [string, string];
  const log = await logOf(logFile);
  for (const line of log.broken) note(`${logFile}, line ${line}: this is no line of a log, and is left out`);
  const target = values.out ?? path;
  const { edits, already, refused } = await withOpened(path, values, (opened) => onto(opened, editsInEffect(log), values.split, target));
  for (const { line, id, reason } of refused) note(`${logFile}, line ${line}, record ${plain(id)}: ${reason}`);
  print(values.json, { applied: edits.length, already, refused, out: target }, () => [
    `${edits.length} ${edits.length === 1 ? 'edit' : 'edits'} applied${already > 0 ? `, ${already} there already` : ''}${refused.length > 0 ? `, ${refused.length} refused` : ''}${edits.length > 0 || target !== path ? `, written to ${target}` : ''}`,
  ]);
  if (refused.length > 0) throw new Error(`${refused.length} of the log's edits do not fit ${path}`);
}

/** The log in a file. Throws where there is none, and where no line of the file is a log's. */
async function logOf(path: string): Promise<ReadLog> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw new Error(`${path}: ${reasonOf(error as NodeJS.ErrnoException)}`);
  }
  const log = readLog(text);
  if (log.lines.length === 0 && log.broken.length > 0) throw new Error(`${path}: this is no log: no line of it says what was done to a record`);
  return log;
}

async function onto(opened: Opened, logged: ReadonlyMap<string, readonly LoggedEdit[]>, split: string | undefined, target: string): Promise<Replayed> {
  const { dataset, path } = opened;
  if (target !== path) assertFormat(target, opened);
  const indexOf = new Map<string, number>();
  for await (const { records } of dataset.scan({ split })) for (const { id, index } of records) if (logged.has(id)) indexOf.set(id, index);
  const found = await replayEdits(dataset, indexOf, logged);
  if (found.edits.length > 0 || target !== path) {
    const { unlogged } = await saveDataset(opened, { path: target, edits: found.edits.map((edit) => ({ edit, undone: false })), overwrite: false });
    if (unlogged !== null) note(`saved, but the log could not be written: ${unlogged}`);
  }
  return found;
}
