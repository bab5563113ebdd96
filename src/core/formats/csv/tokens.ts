import { parse } from './csvParse.js';

/** How a file writes its records. */
export interface Dialect {
  /** One ASCII character. */
  readonly delimiter: string;
  /** True where a carriage return alone ends a line. */
  readonly returns: boolean;
}

/** A record's end (its line end included) and fields, decoded from quotes. */
export interface Tokens<Field> {
  readonly end: number;
  readonly fields: readonly Field[];
}

/** A field and the place of its raw bytes, quotes included. */
export interface PlacedField {
  readonly value: Uint8Array;
  readonly end: number;
  readonly quoted: boolean;
}

/** Splits bytes into records, blank lines left out; `open` says that a quote opens in the last one and does not end, that one is left out too. */
export function tokenize(bytes: Uint8Array, dialect: Dialect): { records: Tokens<Uint8Array>[]; open: boolean } {
  return run(bytes, dialect, {});
}

/** The same with the fields' places. */
export function tokenizePlaced(bytes: Uint8Array, dialect: Dialect): { records: Tokens<PlacedField>[]; open: boolean } {
  return run(bytes, dialect, { cast: (value: Uint8Array, { bytes: end, quoting }: { bytes: number; quoting: boolean }): PlacedField => ({ value, end, quoted: quoting }) });
}

function run<Field>(bytes: Uint8Array, { delimiter, returns }: Dialect, more: object): { records: Tokens<Field>[]; open: boolean } {
  const records: Tokens<Field>[] = [];
  try {
    parse(bytes, {
      encoding: null,
      delimiter,
      record_delimiter: returns ? ['\r\n', '\n', '\r'] : ['\r\n', '\n'],
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: true,
      on_record: (fields, { bytes: end }) => {
        records.push({ end, fields: fields as Field[] });
        return null;
      },
      ...more,
    });
    return { records, open: false };
  } catch (error) {
    if ((error as { code?: string }).code === 'CSV_QUOTE_NOT_CLOSED') return { records, open: true };
    throw error;
  }
}

/** Place after the line breaks at `at`. */
export function skipBreaks(bytes: Uint8Array, at: number, { returns }: Dialect): number {
  for (let i = at; ; ) {
    if (bytes[i] === 10) i++;
    else if (bytes[i] === 13 && (returns || bytes[i + 1] === 10)) i++;
    else return i;
  }
}

/** True where bytes end with a line break. */
export function endsLine(bytes: Uint8Array, { returns }: Dialect): boolean {
  const last = bytes[bytes.length - 1];
  return last === 10 || (returns && last === 13);
}
