import { t } from '@vscode/l10n';
import type { Codec } from './codecs.js';
import { decodeValues, ENCODING } from './encodings.js';
import { countField, intField, structField } from './fields.js';
import { isPacked, PAGE, type PageHeader } from './pageHeader.js';
import { bitWidth, readRuns } from './runs.js';
import type { Leaf } from './schemaTree.js';
import { ParquetError } from './thrift.js';
import type { Values } from './values.js';

/** A data page's content: one repetition and definition level an entry, and the values of those entries that have one. */
export interface PageData {
  readonly repetitions: Uint8Array;
  readonly definitions: Uint8Array;
  readonly values: Values;
}

/** Decodes the body of a data page. Throws `ParquetError`. */
export async function decodePage(body: Uint8Array, header: PageHeader, leaf: Leaf, codec: Codec): Promise<PageData> {
  const { levels, bytes } = header.kind === PAGE.DATA_V2 ? await splitV2(body, header, leaf, codec) : await splitV1(body, header, leaf, codec);
  const present = leaf.maxDefinition === 0 ? header.entries : levels.definitions.reduce((sum, level) => sum + (level === leaf.maxDefinition ? 1 : 0), 0);
  return { ...levels, values: decodeValues(bytes, header.encoding, leaf.type, present) };
}

/** Decodes the body of a dictionary page. Throws `ParquetError`. */
export async function decodeDictionary(body: Uint8Array, header: PageHeader, leaf: Leaf, codec: Codec): Promise<Values> {
  return decodeValues(await unpackBody(codec, body, header.uncompressed), ENCODING.PLAIN, leaf.type, header.entries);
}

interface Levels {
  readonly repetitions: Uint8Array;
  readonly definitions: Uint8Array;
}

async function splitV1(body: Uint8Array, header: PageHeader, leaf: Leaf, codec: Codec): Promise<{ levels: Levels; bytes: Uint8Array }> {
  const details = structField(header.struct, 5)!;
  const page = await unpackBody(codec, body, header.uncompressed);
  const view = new DataView(page.buffer, page.byteOffset, page.byteLength);
  let at = 0;
  const read = (most: number, encoding: number | undefined): Uint8Array => {
    const levels = new Uint8Array(header.entries);
    if (most === 0) return levels;
    if (encoding !== ENCODING.RLE) throw new ParquetError(t('the levels of a page have the encoding {0}, which cannot be edited', String(encoding)));
    if (at + 4 > page.length) throw new ParquetError(t('a page ends within its levels'));
    const end = at + 4 + view.getUint32(at, true);
    if (end > page.length) throw new ParquetError(t('a page ends within its levels'));
    readLevels(page, at + 4, end, most, levels);
    at = end;
    return levels;
  };
  const repetitions = read(leaf.maxRepetition, intField(details, 4, t('an encoding')));
  const definitions = read(leaf.maxDefinition, intField(details, 3, t('an encoding')));
  return { levels: { repetitions, definitions }, bytes: page.subarray(at) };
}

async function splitV2(body: Uint8Array, header: PageHeader, leaf: Leaf, codec: Codec): Promise<{ levels: Levels; bytes: Uint8Array }> {
  const details = structField(header.struct, 8)!;
  const definitionBytes = countField(details, 5, t('the length of the definition levels'));
  const repetitionBytes = countField(details, 6, t('the length of the repetition levels'));
  const at = definitionBytes + repetitionBytes;
  if (at > body.length || at > header.uncompressed) throw new ParquetError(t('a page ends within its levels'));
  const repetitions = new Uint8Array(header.entries);
  const definitions = new Uint8Array(header.entries);
  if (leaf.maxRepetition > 0) readLevels(body, 0, repetitionBytes, leaf.maxRepetition, repetitions);
  if (leaf.maxDefinition > 0) readLevels(body, repetitionBytes, at, leaf.maxDefinition, definitions);
  const rest = body.subarray(at);
  const bytes = isPacked(header) ? await unpackBody(codec, rest, header.uncompressed - at) : rest;
  return { levels: { repetitions, definitions }, bytes };
}

function readLevels(bytes: Uint8Array, start: number, end: number, most: number, into: Uint8Array): void {
  readRuns(bytes, start, end, bitWidth(most), into);
  if (into.some((level) => level > most)) throw new ParquetError(t('a page has a level higher than its column has'));
}

async function unpackBody(codec: Codec, body: Uint8Array, length: number): Promise<Uint8Array> {
  // A page without values may be no bytes at all, which no codec takes.
  if (length === 0) return new Uint8Array();
  let bytes: Uint8Array;
  try {
    bytes = await codec.unpack(body, length);
  } catch (error) {
    throw new ParquetError(t('a page cannot be unpacked: {0}', (error as Error).message), { cause: error });
  }
  if (bytes.length !== length) throw new ParquetError(t('a page unfolds to {0} bytes, but its header says {1}', bytes.length, length));
  return bytes;
}
