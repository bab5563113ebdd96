import type { ByteSource } from '../../ports.js';
import { ArrayFile, HEAD_BYTES } from '../array.js';
import { LineFile } from '../lines.js';
import type { RowFile } from '../rows.js';
import { detectTextFormat } from './kind.js';

/** Opens a file that calls itself JSON as what it is: a list of rows, an object that holds one, or one row a line. */
export async function openJson(source: ByteSource): Promise<RowFile> {
  const kind = detectTextFormat(await source.read(0, HEAD_BYTES));
  return kind === 'lines' ? new LineFile(source) : ArrayFile.open(source);
}
