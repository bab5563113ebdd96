import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { ByteSource } from '../../../core/ports.js';

/** A file read without giving the thread away: in a thread of its own nobody waits for it, and waiting for the pool costs more than the read. */
export function threadSource(path: string): ByteSource {
  const handle = openSync(path, 'r');
  const { size } = fstatSync(handle);
  return {
    path,
    size,
    damage: null,
    read: (offset, length) => {
      const buffer = Buffer.allocUnsafe(Math.max(0, Math.min(length, size - offset)));
      let filled = 0;
      for (let got = -1; filled < buffer.length && got !== 0; filled += got) got = readSync(handle, buffer, filled, buffer.length - filled, offset + filled);
      return Promise.resolve(buffer.subarray(0, filled));
    },
    close: async () => closeSync(handle),
  };
}
