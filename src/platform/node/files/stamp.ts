import type { Stats } from 'node:fs';

/** What tells one state of a file from another: another file in its place, or other bytes in it. */
export function stampOf({ ino, size, mtimeMs }: Stats): string {
  return `${ino}:${size}:${mtimeMs}`;
}
