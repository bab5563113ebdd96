import { tokenize, type Dialect } from './tokens.js';

const DELIMITERS = [',', '\t', ';', '|'] as const;
const SNIFFED_BYTES = 32 * 1024;
const SNIFFED_ROWS = 50;

/** Tells from a file's first bytes how it writes records: the delimiter that gives its rows as many fields as its header, `preferred` where several do. */
export function sniffDialect(head: Uint8Array, preferred: string): Dialect {
  // A return alone ends lines only in files that have no other line ends: elsewhere it is text.
  const returns = head.indexOf(10) === -1 && head.indexOf(13) !== -1;
  const sample = head.subarray(0, SNIFFED_BYTES);
  const whole = sample.length === head.length;
  let best = { delimiter: preferred, fit: 0, width: 1 };
  for (const delimiter of [preferred, ...DELIMITERS.filter((one) => one !== preferred)]) {
    const { records } = tokenize(sample, { delimiter, returns });
    const rows = (whole || records.length < 2 ? records : records.slice(0, -1)).slice(0, SNIFFED_ROWS).map(({ fields }) => fields.length);
    const width = rows[0] ?? 1;
    if (width < 2) continue;
    const fit = rows.filter((fields) => fields === width).length / rows.length;
    if (fit === 1 && delimiter === preferred) return { delimiter, returns };
    if (fit > best.fit || (fit === best.fit && best.delimiter !== preferred && width > best.width)) best = { delimiter, fit, width };
  }
  return { delimiter: best.delimiter, returns };
}
