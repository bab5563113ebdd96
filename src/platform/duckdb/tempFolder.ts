import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of this process alone; it goes on `remove`, at the process's exit, or, where the process was killed, when the next one is made. */
export interface TempFolder {
  readonly path: string;
  remove(): void;
}

/** Makes a temporary folder under `parent` (the system's own by default). */
export function makeTempFolder(parent = tmpdir()): TempFolder {
  const prefix = `tiebreak-${hostname().replace(/\W/g, '_')}-`;
  sweep(parent, prefix);
  const path = mkdtempSync(join(parent, `${prefix}${process.pid}-`));
  const remove = () => {
    process.off('exit', remove);
    rmSync(path, { recursive: true, force: true });
  };
  process.on('exit', remove);
  return { path, remove };
}

/** Removes what processes that no longer run left behind; the prefix names this machine, as others may share the folder. */
function sweep(parent: string, prefix: string): void {
  for (const name of readdirSync(parent)) {
    const pid = name.startsWith(prefix) ? Number(name.slice(prefix.length).split('-')[0]) : 0;
    if (pid > 0 && !isAlive(pid)) rmSync(join(parent, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
