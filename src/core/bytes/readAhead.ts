import type { ByteSource } from '../ports.js';

/** Reads a span piece by piece, the next one while the last is worked on. */
export async function* readAhead(source: ByteSource, from: number, to: number, size: number): AsyncGenerator<Uint8Array> {
  const fetch = (offset: number) => source.read(offset, Math.min(size, to - offset));
  let next: Promise<Uint8Array> | null = from < to ? fetch(from) : null;
  for (let offset = from; next; ) {
    const bytes: Uint8Array = await next;
    if (bytes.length === 0) return;
    offset += bytes.length;
    next = offset < to ? fetch(offset) : null;
    // Whoever stops early leaves a read behind that nobody waits for.
    next?.catch(() => undefined);
    yield bytes;
  }
}
