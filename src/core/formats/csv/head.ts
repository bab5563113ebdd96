import { t } from '@vscode/l10n';
import type { ByteSource } from '../../ports.js';
import { skipMark } from '../json/bytes.js';
import { columnNames, columnOf, type Column } from './columns.js';
import { sniffDialect } from './dialect.js';
import { MAX_CSV_ROW_BYTES } from './records.js';
import { endsLine, skipBreaks, tokenize, type Dialect } from './tokens.js';

/** What a file says of itself before its rows. */
export interface CsvHead {
  readonly dialect: Dialect;
  readonly columns: readonly Column[];
  /** Place after the header's line end and the blank lines after it. */
  readonly end: number;
}

const SAMPLE_BYTES = 512 * 1024;
const SAMPLE_ROWS = 1000;

/** Reads the header and enough rows to say what each column holds. Throws an error that says why there is no header. */
export async function readHead(source: ByteSource, preferred: string): Promise<CsvHead> {
  for (let size = SAMPLE_BYTES; ; size *= 4) {
    const bytes = await source.read(0, size);
    const whole = bytes.length < size;
    if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) throw new Error(t('the file is UTF-16: save it as UTF-8'));
    const mark = skipMark(bytes);
    const text = bytes.subarray(mark);
    const dialect = sniffDialect(text, preferred);
    const { records, open } = tokenize(text, dialect);
    // The last one may go on past the sample, or follow a row whose quote does.
    if (!whole && !open && !endsLine(text, dialect)) records.pop();
    const header = records[0];
    if (header) return { dialect, columns: describe(header.fields, records.slice(1, SAMPLE_ROWS + 1)), end: mark + skipBreaks(text, header.end, dialect) };
    if (whole && text.length === 0) throw new Error(t('the file is empty: it must begin with a line of column names'));
    if (whole) throw new Error(open ? t('the file has no header: a quote opens in its first line and does not end') : t('the file has no header: all its lines are blank'));
    if (size > MAX_CSV_ROW_BYTES) throw new Error(t('the file has no header: its first line is longer than {0} bytes', size));
  }
}

function describe(header: readonly Uint8Array[], rows: readonly { readonly fields: readonly Uint8Array[] }[]): Column[] {
  const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const lax = new TextDecoder('utf-8', { ignoreBOM: true });
  const names = header.map((field, i) => {
    try {
      return strict.decode(field);
    } catch {
      throw new Error(t('the name of column {0} is not valid UTF-8: save the file as UTF-8', i + 1));
    }
  });
  const good = rows.filter(({ fields }) => fields.length === header.length);
  return columnNames(names).map((name, i) => columnOf(name, good.map(({ fields }) => lax.decode(fields[i]))));
}
