import { MessageHeader } from 'apache-arrow/enum';
import { Message } from 'apache-arrow/ipc/metadata/message';
import { readFileSync } from 'node:fs';
import { ArrowFile } from '../../../../src/core/formats/arrow/arrowFile.js';
import type { Slot } from '../../../../src/core/formats/rows.js';
import { MemorySink, memorySource } from '../../../support/memory.js';

const FOLDER = new URL('../../../fixtures/arrow/', import.meta.url);

/** Bytes of a fixture. */
export function fixture(name: string): Buffer {
  return readFileSync(new URL(name, FOLDER));
}

/** Reads all slots. */
export async function slotsOf(file: ArrowFile, removed?: ReadonlySet<number>): Promise<Slot[]> {
  const slots: Slot[] = [];
  for await (const chunk of file.scan(undefined, removed)) slots.push(...chunk.slots);
  return slots;
}

/** Opens bytes and reads all slots. */
export async function opened(bytes: Uint8Array, removed?: ReadonlySet<number>): Promise<{ file: ArrowFile; texts: (string | null)[] }> {
  const file = await ArrowFile.open(memorySource(bytes));
  return { file, texts: (await slotsOf(file, removed)).map(({ text }) => text) };
}

/** Writes changed slots; `rebase` goes on from what was written. */
export async function written(file: ArrowFile, changed: ReadonlyMap<number, string>): Promise<{ bytes: Buffer; rebase(): void }> {
  const sink = new MemorySink();
  const result = await file.write(sink, changed);
  const bytes = sink.bytes();
  if (result.bytes !== bytes.length) throw new Error(`${result.bytes} bytes are said, ${bytes.length} are there`);
  return { bytes, rebase: () => result.rebase(memorySource(bytes)) };
}

/** The messages of a file or stream as bytes, found by their lengths alone. */
export function messagesOf(bytes: Buffer): { kind: MessageHeader; bytes: Buffer }[] {
  const messages: { kind: MessageHeader; bytes: Buffer }[] = [];
  for (let at = bytes.subarray(0, 6).toString('latin1') === 'ARROW1' ? 8 : 0; at + 8 <= bytes.length; ) {
    const length = bytes.readInt32LE(at + 4);
    if (bytes.readInt32LE(at) !== -1 || length === 0) break;
    const message = Message.decode(bytes.subarray(at + 8, at + 8 + length));
    const end = at + 8 + length + message.bodyLength;
    messages.push({ kind: message.headerType, bytes: bytes.subarray(at, end) });
    at = end;
  }
  return messages;
}
