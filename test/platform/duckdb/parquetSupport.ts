import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { readFooter, type Footer } from '../../../src/core/formats/parquet/footer.js';
import { ParquetFile } from '../../../src/platform/duckdb/parquetFile.js';
import type { ByteSource } from '../../../src/core/ports.js';
import { MemorySink, memorySource } from '../../support/memory.js';

const folder = mkdtempSync(join(tmpdir(), 'tiebreak-parquet-'));
let count = 0;
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A copy of a file, or a file of these bytes, to be written over. */
export function temporary(from: string | Uint8Array): string {
  const path = join(folder, `${count++}.parquet`);
  if (typeof from === 'string') copyFileSync(from, path);
  else writeFileSync(path, from);
  return path;
}

/** The bytes that a file has now. */
export function sourceOf(path: string): ByteSource {
  return { ...memorySource(readFileSync(path)), path };
}

export async function openParquet(path: string): Promise<ParquetFile> {
  return ParquetFile.open(sourceOf(path));
}

export async function textsOf(file: ParquetFile, removed?: ReadonlySet<number>): Promise<(string | null)[]> {
  const texts: (string | null)[] = [];
  for await (const { slots } of file.scan(undefined, removed)) {
    for (const { row, text, problem } of slots) {
      if (problem !== null) throw new Error(problem);
      if (row !== texts.length) throw new Error(`slot ${row} came at place ${texts.length}`);
      texts.push(text);
    }
  }
  if (file.damage !== null) throw new Error(file.damage);
  return texts;
}

/** Saves over the file, as a real save does. */
export async function saveOver(file: ParquetFile, path: string, changed: ReadonlyMap<number, string>): Promise<void> {
  const sink = new MemorySink();
  const { bytes, rebase } = await file.write(sink, changed);
  if (sink.bytes().length !== bytes) throw new Error('the number of bytes is wrong');
  writeFileSync(path, sink.bytes());
  rebase(sourceOf(path));
}

export async function footerOf(path: string): Promise<Footer> {
  return readFooter(sourceOf(path));
}

/** The bytes of a column chunk. */
export function chunkBytes(path: string, { groups }: Footer, group: number, leaf: number): Buffer {
  const { start, end } = groups[group]!.chunks[leaf]!;
  return readFileSync(path).subarray(start, end);
}

/** JSON with its numbers and strings written in one way; long whole numbers keep their digits. */
export function normal(text: string | null): string | null {
  const token = /"(?:[^"\\]|\\.)*"|-?(?:NaN|Infinity|\d[\d.]*(?:e[+-]?\d+)?)/gi;
  return text && text.replace(token, (found) => {
    if (found.startsWith('"')) return JSON.stringify(JSON.parse(found));
    if (/^-?\d{15,}$/.test(found)) return found;
    return Object.is(Number(found), -0) ? '-0' : String(Number(found));
  });
}
