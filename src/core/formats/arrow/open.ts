import { t } from '@vscode/l10n';
import { MessageHeader } from 'apache-arrow/enum';
import { Footer } from 'apache-arrow/ipc/metadata/file';
import type { Schema } from 'apache-arrow/schema';
import type { ByteSource } from '../../ports.js';
import { readExactly } from './blob.js';
import { ArrowError } from './error.js';
import { Flatbuffer } from './flatbuffer.js';
import { layoutOf, type Layout } from './layout.js';
import { checkEndianness, endOf, MAX_METADATA_BYTES, readMessage } from './message.js';
import { BLOCK_BYTES, FOOTER, FOOTER_BATCHES, FOOTER_DICTIONARIES, FOOTER_SCHEMA } from './shapes.js';

const MAGIC = [0x41, 0x52, 0x52, 0x4f, 0x57, 0x31] as const;
/** Footer length and magic at the end of a file. */
const TAIL_BYTES = 10;
/** First message of a file. */
const FIRST = 8;

/** Where a footer says that a message lies, and where in the footer it says so. */
export interface Block {
  readonly at: number;
  readonly metadata: number;
  readonly body: number;
  readonly entry: number;
}

/** The footer of a file. */
export interface FooterBlocks {
  readonly at: number;
  readonly bytes: Uint8Array;
  readonly dictionaries: readonly Block[];
  readonly batches: readonly Block[];
}

/** What is known of a file before its batches are looked at. */
export interface Opened {
  readonly layouts: readonly Layout[];
  /** First message behind the schema. */
  readonly first: number;
  /** null for a stream, and for a file that has lost its footer. */
  readonly footer: FooterBlocks | null;
  /** Why a file has no footer. */
  readonly damage: string | null;
}

/** Reads what stands before and behind the batches. Throws `ArrowError` where this is not Arrow, or of a kind that cannot be read. */
export async function open(source: ByteSource): Promise<Opened> {
  if (source.size === 0) throw new ArrowError(t('the file is empty'));
  const head = await source.read(0, FIRST);
  if (!MAGIC.every((byte, i) => head[i] === byte)) return openMessages(source, 0, head);
  let found: { footer: FooterBlocks; schema: Schema };
  try {
    found = await readFooter(source);
  } catch (error) {
    const damage = t('the file has no whole footer ({0}); its messages are read in their order', (error as Error).message);
    try {
      return { ...(await openMessages(source, FIRST, head)), damage };
    } catch {
      throw new ArrowError(t('the file has neither a whole footer nor a schema at its start ({0})', (error as Error).message));
    }
  }
  return { layouts: found.schema.fields.map(layoutOf), first: FIRST, footer: found.footer, damage: null };
}

async function openMessages(source: ByteSource, at: number, head: Uint8Array): Promise<Opened> {
  if (head[0] === 0x46 && head[1] === 0x45 && head[2] === 0x41 && head[3] === 0x31) throw new ArrowError(t('this is Feather version 1; write it again as Feather version 2, which is Arrow'));
  let message;
  try {
    message = await readMessage(source, at);
  } catch (error) {
    throw new ArrowError(t('this is neither an Arrow file nor an Arrow stream: {0}', (error as Error).message));
  }
  if (message?.message.headerType !== MessageHeader.Schema) throw new ArrowError(t('this is not Arrow: it does not begin with a schema'));
  return { layouts: (message.message.header() as Schema).fields.map(layoutOf), first: endOf(message.place), footer: null, damage: null };
}

async function readFooter(source: ByteSource): Promise<{ footer: FooterBlocks; schema: Schema }> {
  const tail = await readExactly(source, Math.max(0, source.size - TAIL_BYTES), Math.min(TAIL_BYTES, source.size));
  if (!MAGIC.every((byte, i) => tail[4 + i] === byte)) throw new ArrowError(t('it does not end as an Arrow file does'));
  const length = new DataView(tail.buffer, tail.byteOffset, 4).getInt32(0, true);
  const at = source.size - TAIL_BYTES - length;
  if (length < 8 || at < FIRST || length > MAX_METADATA_BYTES) throw new ArrowError(t('its footer would be {0} bytes long', length));
  const bytes = await readExactly(source, at, length);
  const buffer = new Flatbuffer(bytes);
  const root = buffer.root();
  buffer.verify(root, FOOTER);
  const schemaField = buffer.field(root, FOOTER_SCHEMA);
  if (schemaField === null) throw new ArrowError(t('its footer has no schema'));
  checkEndianness(buffer, buffer.follow(schemaField));
  const dictionaries = blocksOf(buffer, root, FOOTER_DICTIONARIES);
  const batches = blocksOf(buffer, root, FOOTER_BATCHES);
  checkBlocks([...dictionaries, ...batches], at);
  return { footer: { at, bytes, dictionaries, batches }, schema: Footer.decode(bytes).schema };
}

function blocksOf(buffer: Flatbuffer, root: number, field: number): Block[] {
  const place = buffer.field(root, field);
  if (place === null) return [];
  const { at, count } = buffer.list(place, BLOCK_BYTES);
  const view = new DataView(buffer.bytes.buffer, buffer.bytes.byteOffset, buffer.bytes.byteLength);
  return Array.from({ length: count }, (_, i) => {
    const entry = at + i * BLOCK_BYTES;
    return { at: Number(view.getBigInt64(entry, true)), metadata: view.getInt32(entry + 8, true), body: Number(view.getBigInt64(entry + 16, true)), entry };
  });
}

function checkBlocks(blocks: readonly Block[], end: number): void {
  let before = FIRST;
  for (const { at, metadata, body } of [...blocks].sort((a, b) => a.at - b.at)) {
    if (at < before || metadata < 8 || body < 0 || at + metadata + body > end) throw new ArrowError(t('its footer places a message at byte {0} to {1}, where there is none', at, at + metadata + body));
    before = at + metadata + body;
  }
}

/** The footer with its blocks at their new places. */
export function movedFooter({ bytes }: FooterBlocks, blocks: readonly Block[]): Uint8Array {
  const moved = new Uint8Array(bytes);
  const view = new DataView(moved.buffer);
  for (const { at, metadata, body, entry } of blocks) {
    view.setBigInt64(entry, BigInt(at), true);
    view.setInt32(entry + 8, metadata, true);
    view.setBigInt64(entry + 16, BigInt(body), true);
  }
  return moved;
}
