import type { FileHandle } from 'node:fs/promises';

/** Reads up to `length` bytes at `offset` of a file that has `size`; fewer only at its end. */
export async function readAt(handle: FileHandle, size: number, offset: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(Math.max(0, Math.min(length, size - offset)));
  let filled = 0;
  while (filled < buffer.length) {
    const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled, offset + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}
