import { t } from '@vscode/l10n';
import { crc32 } from '../../scoring/crc32.js';
import type { Codec } from './codecs.js';
import { ENCODING, plainBytes } from './encodings.js';
import { i32, nested, withFields } from './fields.js';
import { decodeDictionary, decodePage, type PageData } from './page.js';
import { detailsId, hasChecksum, isPacked, PAGE, pageHeader, type PageHeader } from './pageHeader.js';
import { bitWidth, writeRuns } from './runs.js';
import type { Leaf } from './schemaTree.js';
import { structField } from './fields.js';
import { ParquetError, readStruct, type ThriftStruct } from './thrift.js';
import { joinBytes, writeStruct } from './thriftWrite.js';
import { countOf, sameBytes, sameValues, type Values } from './values.js';

/** A page as it is to be written. */
export interface WrittenPage {
  readonly bytes: Uint8Array;
  readonly encoding: number;
  /** Header and body, unpacked. */
  readonly uncompressed: number;
}

/** Encodes a data page of the same kind as `old` was; what was written is read back and compared. */
export async function encodePage(data: PageData, old: PageHeader, leaf: Leaf, codec: Codec): Promise<WrittenPage> {
  const v2 = old.kind === PAGE.DATA_V2;
  const { repetitions, definitions, values } = data;
  const repetitionBytes = leaf.maxRepetition > 0 ? writeRuns(repetitions, bitWidth(leaf.maxRepetition)) : new Uint8Array();
  const definitionBytes = leaf.maxDefinition > 0 ? writeRuns(definitions, bitWidth(leaf.maxDefinition)) : new Uint8Array();
  const encoding = values.kind === 'index' ? old.encoding : ENCODING.PLAIN;
  const valueBytes = values.kind === 'index' ? indexBytes(values.items) : plainBytes(values, leaf.type);
  const entries = definitions.length;
  const details = structField(old.struct, detailsId(old.kind))!;
  let body: Uint8Array;
  let uncompressed: number;
  let said: ThriftStruct;
  if (v2) {
    const levels = joinBytes([repetitionBytes, definitionBytes]);
    const packed = valueBytes.length > 0 && isPacked(old) ? await codec.pack(valueBytes) : valueBytes;
    body = joinBytes([levels, packed]);
    uncompressed = levels.length + valueBytes.length;
    const rows = repetitions.reduce((sum, level) => sum + (level === 0 ? 1 : 0), 0);
    // Statistics of the old values would be wrong.
    said = withFields(details, { 1: i32(entries), 2: i32(entries - countOf(values)), 3: i32(rows), 4: i32(encoding), 5: i32(definitionBytes.length), 6: i32(repetitionBytes.length), 8: null });
  } else {
    const plain = joinBytes([...prefixed(leaf.maxRepetition, repetitionBytes), ...prefixed(leaf.maxDefinition, definitionBytes), valueBytes]);
    body = await codec.pack(plain);
    uncompressed = plain.length;
    said = withFields(details, { 1: i32(entries), 2: i32(encoding), 5: null });
  }
  const page = assemble(old, said, body, uncompressed, encoding);
  const { header, content } = reopened(page);
  const again = await decodePage(content, header, leaf, codec);
  const same = sameBytes(again.repetitions, repetitions) && sameBytes(again.definitions, definitions) && sameValues(again.values, values);
  if (!same) throw new ParquetError(t('the column {0} could not be encoded: what was written reads back differently', leaf.path.join('.')));
  return page;
}

/** Encodes a dictionary page in the place of `old`; what was written is read back and compared. */
export async function encodeDictionary(values: Values, old: PageHeader, leaf: Leaf, codec: Codec): Promise<WrittenPage> {
  const plain = plainBytes(values, leaf.type);
  // Values were added at its end, so it is no longer in order.
  const said = withFields(structField(old.struct, 7)!, { 1: i32(countOf(values)), 3: null });
  const page = assemble(old, said, await codec.pack(plain), plain.length, old.encoding);
  const { header, content } = reopened(page);
  if (!sameValues(await decodeDictionary(content, header, leaf, codec), values)) {
    throw new ParquetError(t('the dictionary of {0} could not be encoded: what was written reads back differently', leaf.path.join('.')));
  }
  return page;
}

function assemble(old: PageHeader, details: ThriftStruct, body: Uint8Array, uncompressed: number, encoding: number): WrittenPage {
  const header = writeStruct(
    withFields(old.struct, {
      2: i32(uncompressed),
      3: i32(body.length),
      4: hasChecksum(old) ? i32(crc32(body) | 0) : undefined,
      [detailsId(old.kind)]: nested(details),
    }),
  );
  return { bytes: joinBytes([header, body]), encoding, uncompressed: header.length + uncompressed };
}

function reopened({ bytes }: WrittenPage): { header: PageHeader; content: Uint8Array } {
  const { struct, end } = readStruct(bytes);
  const header = pageHeader(struct, 0, end, bytes.length);
  return { header, content: bytes.subarray(header.body, header.end) };
}

function prefixed(most: number, levels: Uint8Array): Uint8Array[] {
  if (most === 0) return [];
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, levels.length, true);
  return [length, levels];
}

function indexBytes(items: Uint32Array): Uint8Array {
  const width = bitWidth(items.reduce((most, item) => Math.max(most, item), 0));
  // A width of 0 is legal, but not every reader takes it.
  const used = Math.max(1, width);
  return joinBytes([Uint8Array.of(used), writeRuns(items, used)]);
}
