import { t } from '@vscode/l10n';
import { MessageHeader, MetadataVersion } from 'apache-arrow/enum';
import { Message } from 'apache-arrow/ipc/metadata/message';
import type { ByteSource } from '../../ports.js';
import { ArrowError } from './error.js';
import { Flatbuffer } from './flatbuffer.js';
import { MESSAGE, MESSAGE_HEADER, SCHEMA_ENDIANNESS } from './shapes.js';

/** Metadata of a message beyond this is refused: it is read into memory whole. */
export const MAX_METADATA_BYTES = 64 * 1024 * 1024;
const CONTINUATION = 0xffffffff;

/** Where a message lies: prefix and padded metadata, then its body. */
export interface Place {
  readonly at: number;
  /** Bytes of the length prefix: 8, or 4 as Arrow before 0.15 wrote it. */
  readonly prefix: number;
  readonly metadata: number;
  readonly body: number;
}

/** A message whose metadata has been checked, with its place. */
export interface PlacedMessage {
  readonly place: Place;
  readonly message: Message;
}

/** First byte of a message's body. */
export function bodyAt({ at, prefix, metadata }: Place): number {
  return at + prefix + metadata;
}

/** First byte behind a message. */
export function endOf(place: Place): number {
  return bodyAt(place) + place.body;
}

/** Reads the message at `at`; null at the end of the messages. Throws `ArrowError`. */
export async function readMessage(source: ByteSource, at: number): Promise<PlacedMessage | null> {
  const head = await source.read(at, 8);
  if (head.length === 0) return null;
  if (head.length < 4) throw new ArrowError(t('the file ends within the length of a message (at byte {0})', at));
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  const first = view.getUint32(0, true);
  if (first === CONTINUATION && head.length < 8) throw new ArrowError(t('the file ends within the length of a message (at byte {0})', at));
  const prefix = first === CONTINUATION ? 8 : 4;
  const metadata = first === CONTINUATION ? view.getUint32(4, true) : first;
  if (metadata === 0) return null;
  if (metadata > MAX_METADATA_BYTES) throw new ArrowError(t('at byte {0} there is no message of Arrow (its metadata would be {1} bytes long; the limit is {2})', at, metadata, MAX_METADATA_BYTES));
  if (at + prefix + metadata > source.size) throw new ArrowError(t('the file ends within the metadata of a message (at byte {0})', at));
  const message = decodeMessage(await source.read(at + prefix, metadata), at);
  const place = { at, prefix, metadata, body: message.bodyLength };
  if (endOf(place) > source.size) throw new ArrowError(t('the file ends at byte {0}, within a message that goes from byte {1} to {2}', source.size, at, endOf(place)));
  return { place, message };
}

function decodeMessage(bytes: Uint8Array, at: number): Message {
  try {
    const buffer = new Flatbuffer(bytes);
    const root = buffer.root();
    buffer.verify(root, MESSAGE);
    const message = Message.decode(bytes);
    const { headerType, version, bodyLength } = message;
    if (![MessageHeader.Schema, MessageHeader.DictionaryBatch, MessageHeader.RecordBatch].includes(headerType)) throw new ArrowError(t('it is of an unknown kind ({0})', headerType));
    if (version < MetadataVersion.V4 || version > MetadataVersion.V5) throw new ArrowError(t('it is of version {0} of the format; versions 4 and 5 are read', version + 1));
    if (bodyLength < 0) throw new ArrowError(t('it has a body of {0} bytes', bodyLength));
    const header = buffer.field(root, MESSAGE_HEADER);
    if (header === null) throw new ArrowError(t('it has no header'));
    if (headerType === MessageHeader.Schema) checkEndianness(buffer, buffer.follow(header));
    // Decoding is lazy: what cannot be decoded must be known here.
    const decoded = message.header();
    return Object.assign(message, { header: () => decoded });
  } catch (error) {
    throw new ArrowError(t('the message at byte {0} cannot be read: {1}', at, (error as Error).message));
  }
}

/** Throws where a schema says that its numbers are big-endian. */
export function checkEndianness(buffer: Flatbuffer, schema: number): void {
  if (buffer.byte(schema, SCHEMA_ENDIANNESS) !== 0) throw new ArrowError(t('its numbers are big-endian; write the file on a little-endian machine'));
}
