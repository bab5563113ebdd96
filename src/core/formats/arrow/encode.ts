import { MessageHeader, MetadataVersion } from 'apache-arrow/enum';
import { DictionaryBatch, Message, RecordBatch } from 'apache-arrow/ipc/metadata/message';
import { layOut, type Assembly } from './assemble.js';
import type { Blob } from './blob.js';
import type { PlacedMessage } from './message.js';

/** In a compressed batch, a buffer that is not compressed has this length before it (-1). */
const STORED = new Uint8Array(8).fill(255);

/** A message as bytes, ready to be written. */
export interface Encoded {
  readonly blobs: readonly Blob[];
  readonly prefix: number;
  readonly metadata: number;
  readonly body: number;
}

/** Buffers that were put together, as a body whose others are compressed holds them. */
export function stored(buffers: readonly Blob[][], compressed: boolean): Blob[][] {
  return compressed ? buffers.map((blobs) => (blobs.length === 0 ? [] : [STORED, ...blobs])) : [...buffers];
}

/** The message of a batch of rows (or of a dictionary) in the place of an old one: its own metadata, codec and prefix stay. */
export function encodeBatch(old: PlacedMessage, rows: number, { nodes, buffers, heapCounts }: Pick<Assembly, 'nodes' | 'buffers' | 'heapCounts'>): Encoded {
  const { body, regions, length } = layOut(buffers);
  const header = old.message.header() as RecordBatch | DictionaryBatch;
  const before = header instanceof DictionaryBatch ? header.data : header;
  const batch = new RecordBatch(rows, nodes, regions, before.compression, heapCounts);
  const message =
    header instanceof DictionaryBatch
      ? new Message(length, MetadataVersion.V5, MessageHeader.DictionaryBatch, new DictionaryBatch(batch, header.id, header.isDelta), old.message.metadata)
      : new Message(length, MetadataVersion.V5, MessageHeader.RecordBatch, batch, old.message.metadata);
  const { prefix } = old.place;
  const flatbuffer = Message.encode(message);
  // The body begins at a multiple of eight bytes, as the message does.
  const metadata = Math.ceil((prefix + flatbuffer.length) / 8) * 8 - prefix;
  const head = new Uint8Array(prefix + metadata);
  const view = new DataView(head.buffer);
  if (prefix === 8) view.setInt32(0, -1, true);
  view.setInt32(prefix - 4, metadata, true);
  head.set(flatbuffer, prefix);
  return { blobs: [head, ...body], prefix, metadata, body: length };
}

/** Where an encoded message lies when it begins at `at`. */
export function placeOf({ prefix, metadata, body }: Encoded, at: number): PlacedMessage['place'] {
  return { at, prefix, metadata, body };
}
