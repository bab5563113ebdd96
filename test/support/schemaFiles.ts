import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parquetReadObjects } from 'hyparquet';
import { patchJson } from '../../src/core/formats/json/patch.js';
import { parseObject } from '../../src/core/formats/json/value.js';
import type { LabelOperation } from '../../src/core/edits.js';
import { schemaNamed } from '../../src/core/schemas/registry.js';
import type { Row, Schema } from '../../src/core/schemas/schema.js';
import { scanned } from './dataset.js';

/** Rows of a real file of any kind, read without the project's own formats, as JSONL. */
export async function asLines(path: string): Promise<string> {
  const bytes = readFileSync(path);
  if (path.endsWith('.parquet')) {
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
    return lines(await parquetReadObjects({ file }));
  }
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text.trimStart().startsWith('[') ? lines(JSON.parse(text) as unknown[]) : text;
}

/** Rows as JSONL, whole numbers of 64 bits as numbers. */
export function lines(rows: readonly unknown[]): string {
  return `${rows.map((row) => JSON.stringify(row, (_, value: unknown) => (typeof value === 'bigint' ? Number(value) : value))).join('\n')}\n`;
}

/** Up to 1,000 rows for `fit` and `detect`, broken lines left out. */
export function sampleOf(text: string): Row[] {
  return text.split('\n', 1000).flatMap((line) => {
    try {
      return [parseObject(line)];
    } catch {
      return [];
    }
  });
}

/** Text read by the schema, fitted to its first rows. */
export async function read(text: string, schema: string | Schema) {
  const fitted = typeof schema === 'string' ? fittedTo(schemaNamed(schema), text) : schema;
  return { schema: fitted, ...(await scanned(text, fitted)) };
}

/** Lines of one record after the operations; each is applied to what the last one wrote. */
export function edited(before: readonly string[], schema: Schema, ...operations: LabelOperation[]): string[] {
  return operations.reduce<string[]>((now, operation) => {
    const after = [...now];
    for (const { row, cells } of schema.edit(now.map(parseObject), operation, before.map(parseObject))) after[row] = patchJson(after[row] as string, cells);
    return after;
  }, [...before]);
}

function fittedTo(schema: Schema, text: string): Schema {
  return schema.fit?.(sampleOf(text)) ?? schema;
}
