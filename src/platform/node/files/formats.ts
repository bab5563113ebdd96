import { CsvFile } from '../../../core/formats/csv/file.js';
import { openJson } from '../../../core/formats/json/open.js';
import type { RowFile } from '../../../core/formats/rows.js';
import { LineFile } from '../../../core/formats/lines.js';
import type { ByteSource } from '../../../core/ports.js';

/** A format of data files. */
export interface Format {
  readonly name: string;
  /** Endings of its files' names, lower case. */
  readonly extensions: readonly string[];
  /** First bytes by which it is known whatever the file is called; null where only the name tells. */
  readonly magic: string | null;
  /** True where such a file may be packed as a whole (.gz, .zst). */
  readonly packable: boolean;
  /** True where values are kept by column: a row then has no place in bytes. */
  readonly columnar: boolean;
  open(source: ByteSource): Promise<RowFile>;
}

/** Every format; a new one is a file that implements `RowFile`, and a line here. */
export const FORMATS: readonly Format[] = [
  { name: 'jsonl', extensions: ['.jsonl', '.ndjson'], magic: null, packable: true, columnar: false, open: async (source) => new LineFile(source) },
  { name: 'json', extensions: ['.json'], magic: null, packable: true, columnar: false, open: openJson },
  { name: 'csv', extensions: ['.csv'], magic: null, packable: true, columnar: false, open: (source) => CsvFile.open('csv', source) },
  { name: 'tsv', extensions: ['.tsv'], magic: null, packable: true, columnar: false, open: (source) => CsvFile.open('tsv', source) },
  { name: 'arrow', extensions: ['.arrow', '.feather'], magic: 'ARROW1', packable: false, columnar: true, open: async (source) => (await import('../../../core/formats/arrow/arrowFile.js')).ArrowFile.open(source) },
  { name: 'parquet', extensions: ['.parquet'], magic: 'PAR1', packable: false, columnar: true, open: async (source) => (await import('../../duckdb/parquetFile.js')).ParquetFile.open(source) },
];

/** Endings that can be opened, packed ones among them. */
export function knownExtensions(): string[] {
  return FORMATS.flatMap(({ extensions, packable }) => extensions.flatMap((ending) => (packable ? [ending, `${ending}.gz`, `${ending}.zst`] : [ending])));
}

/** The format of a file by its first bytes, else by its name; null where it is none of ours. */
export function formatOf(path: string, head: Uint8Array): Format | null {
  const start = String.fromCharCode(...head.subarray(0, 8));
  const name = path.toLowerCase().replace(/\.(gz|zst)$/, '');
  return FORMATS.find(({ magic }) => magic !== null && start.startsWith(magic)) ?? FORMATS.find(({ extensions }) => extensions.some((ending) => name.endsWith(ending))) ?? null;
}
