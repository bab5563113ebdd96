import { t } from '@vscode/l10n';
import type { ByteSource } from '../../ports.js';
import { countField, field, intField, structField } from './fields.js';
import { ParquetError, readStruct, ThriftCutOff, type ThriftStruct } from './thrift.js';

/** Kinds of pages, by their numbers in the format's definition. */
export const PAGE = { DATA: 0, INDEX: 1, DICTIONARY: 2, DATA_V2: 3 } as const;

/** A page's header; the page's body lies from `body` to `end`. */
export interface PageHeader {
  readonly struct: ThriftStruct;
  readonly kind: number;
  readonly start: number;
  readonly body: number;
  readonly end: number;
  /** Size of the body when it is unpacked. */
  readonly uncompressed: number;
  /** Entries: values and nulls. */
  readonly entries: number;
  readonly encoding: number;
  /** Rows, where the header says so. */
  readonly rows: number | null;
}

const FIRST_READ = 4096;
const MAX_HEADER = 16 * 1024 * 1024;
const MAX_PAGE = 512 * 1024 * 1024;
const MAX_ENTRIES = 64 * 1024 * 1024;

/** Reads the header of a page at `start` in a chunk that ends at `chunkEnd`. Throws `ParquetError`. */
export async function readPageHeader(source: ByteSource, start: number, chunkEnd: number): Promise<PageHeader> {
  for (let length = FIRST_READ; ; length *= 8) {
    const most = Math.min(length, chunkEnd - start);
    const bytes = await source.read(start, most);
    try {
      const { struct, end } = readStruct(bytes);
      return pageHeader(struct, start, start + end, chunkEnd);
    } catch (error) {
      if (!(error instanceof ThriftCutOff) || most < length || length >= MAX_HEADER) throw error;
    }
  }
}

/** Reads what a header says. Throws `ParquetError`. */
export function pageHeader(struct: ThriftStruct, start: number, body: number, chunkEnd: number): PageHeader {
  const kind = countField(struct, 1, t('the kind of a page'));
  const uncompressed = countField(struct, 2, t('the size of a page'));
  const end = body + countField(struct, 3, t('the packed size of a page'));
  if (end > chunkEnd) throw new ParquetError(t('the page at byte {0} ends after its column chunk', start));
  if (uncompressed > MAX_PAGE) throw new ParquetError(t('the page at byte {0} unfolds to {1} bytes; the limit is {2}', start, uncompressed, MAX_PAGE));
  const common = { struct, kind, start, body, end, uncompressed };
  const details = detailsOf(struct, kind);
  if (!details) return { ...common, entries: 0, encoding: 0, rows: null };
  const entries = countField(details, 1, t('the value count of a page'));
  if (entries > MAX_ENTRIES) throw new ParquetError(t('the page at byte {0} has {1} values; the limit is {2}', start, entries, MAX_ENTRIES));
  const v2 = kind === PAGE.DATA_V2;
  return { ...common, entries, encoding: countField(details, v2 ? 4 : 2, t('the encoding of a page')), rows: v2 ? countField(details, 3, t('the row count of a page')) : null };
}

/** Number of the field that holds what is said of this kind of page. */
export function detailsId(kind: number): number {
  return kind === PAGE.DATA ? 5 : kind === PAGE.DICTIONARY ? 7 : 8;
}

/** True where the header holds a checksum. */
export function hasChecksum({ struct }: PageHeader): boolean {
  return intField(struct, 4, t('the checksum of a page')) !== undefined;
}

/** True where a page of the second kind is packed. */
export function isPacked({ struct }: PageHeader): boolean {
  const details = structField(struct, 8);
  return !details || field(details, 7) !== false;
}

function detailsOf(struct: ThriftStruct, kind: number): ThriftStruct | null {
  if (kind === PAGE.INDEX) return null;
  if (kind !== PAGE.DATA && kind !== PAGE.DICTIONARY && kind !== PAGE.DATA_V2) throw new ParquetError(t('a page is of the unknown kind {0}', kind));
  const details = structField(struct, detailsId(kind));
  if (!details) throw new ParquetError(t('a page has no details in its header'));
  return details;
}
