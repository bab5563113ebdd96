import type { ByteSink, ByteSource } from '../../src/core/ports.js';

/** Bytes in memory as a source. */
export function memorySource(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    path: null,
    damage: null,
    read: async (offset, length) => bytes.slice(offset, offset + length),
    close: async () => undefined,
  };
}

/** A sink that collects what it is given. */
export class MemorySink implements ByteSink {
  private readonly parts: Uint8Array[] = [];
  async write(bytes: Uint8Array): Promise<void> {
    this.parts.push(bytes.slice());
  }
  async prepare(): Promise<void> {}
  async commit(): Promise<void> {}
  async abort(): Promise<void> {}
  bytes(): Buffer {
    return Buffer.concat(this.parts);
  }
}
