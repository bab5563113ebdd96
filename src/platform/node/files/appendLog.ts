import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Adds whole lines to a log, making its folder; a line that a crash cut short is ended first, so that it takes no other with it. */
export async function appendLog(path: string, lines: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const handle = await open(path, 'a+');
  try {
    const { size } = await handle.stat();
    const last = Buffer.from('\n');
    if (size > 0) await handle.read(last, 0, 1, size - 1);
    await handle.appendFile(last.equals(Buffer.from('\n')) ? lines : `\n${lines}`);
  } finally {
    await handle.close();
  }
}
