import { readFile } from 'node:fs/promises';
import { logPath, type LogLine } from '../../../core/log.js';
import { mergeLogs, readLog } from '../../../core/reviews/readLog.js';

/** The lines of these files' logs, oldest first; a file without a log, or whose log cannot be read, has none. */
export async function readLogs(files: readonly { readonly path: string }[]): Promise<readonly LogLine[]> {
  const logs = await Promise.all(
    files.map(async ({ path }) => {
      const text = await readFile(logPath(path), 'utf8').catch(() => '');
      return readLog(text).lines.map(({ line }) => line);
    }),
  );
  return mergeLogs(logs.filter((lines) => lines.length > 0));
}
