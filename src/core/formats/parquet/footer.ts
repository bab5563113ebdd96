import { t } from '@vscode/l10n';
import type { ByteSource } from '../../ports.js';
import { rowGroups, type RowGroup } from './rowGroup.js';
import { countField, field, structsField } from './fields.js';
import { schemaTree, type Schema } from './schemaTree.js';
import { ParquetError, readStruct, type ThriftStruct } from './thrift.js';

/** The footer of a Parquet file, checked against the file's size and itself. */
export interface Footer {
  readonly metadata: ThriftStruct;
  readonly schema: Schema;
  readonly groups: readonly RowGroup[];
  readonly rows: number;
  /** First byte of the footer; all data lies before it. */
  readonly start: number;
}

/** Bytes after the footer: its length and the magic. */
export const TAIL = 8;
const MAX_FOOTER = 32 * 1024 * 1024;

/** Reads the footer. Throws `ParquetError` with the reason where the file is not a whole, plain Parquet file. */
export async function readFooter(source: ByteSource): Promise<Footer> {
  const { size } = source;
  if (size < 12) throw new ParquetError(t('it is {0} bytes long, which is too short for a Parquet file', size));
  const magics = [await source.read(0, 4), await source.read(size - 4, 4)].map((bytes) => String.fromCharCode(...bytes));
  if (magics.includes('PARE')) throw new ParquetError(t('its footer is encrypted; decrypt the file first'));
  if (magics[0] !== 'PAR1') throw new ParquetError(t('it does not begin with PAR1, as Parquet files do'));
  if (magics[1] !== 'PAR1') throw new ParquetError(t('it does not end with PAR1: it is cut off, and the columns cannot be found without its end'));
  const tail = await source.read(size - TAIL, 4);
  const length = new DataView(tail.buffer, tail.byteOffset, 4).getUint32(0, true);
  if (length > size - 12) throw new ParquetError(t('its footer is said to be {0} bytes long, more than the file holds', length));
  if (length > MAX_FOOTER) throw new ParquetError(t('its footer is {0} bytes long; the limit is {1}', length, MAX_FOOTER));
  return parseFooter(await source.read(size - TAIL - length, length), size);
}

/** Reads the footer of a file of `size` bytes. Throws `ParquetError`. */
export function parseFooter(bytes: Uint8Array, size: number): Footer {
  const start = size - TAIL - bytes.length;
  const { struct: metadata } = readStruct(bytes);
  if (field(metadata, 8) !== undefined) throw new ParquetError(t('it is encrypted or signed; decrypt the file first'));
  const schema = schemaTree(structsField(metadata, 2, t('the schema')));
  const groups = rowGroups(structsField(metadata, 4, t('the list of row groups')), schema, start);
  const rows = countField(metadata, 3, t('the row count'));
  const counted = groups.reduce((sum, group) => sum + group.rows, 0);
  if (counted !== rows) throw new ParquetError(t('it is said to have {0} rows, but its row groups have {1}', rows, counted));
  return { metadata, schema, groups, rows, start };
}
