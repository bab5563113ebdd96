import { parquetReadObjects } from 'hyparquet';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { movedChunk } from '../../../src/core/formats/parquet/chunkFooter.js';
import { codecOf } from '../../../src/core/formats/parquet/codecs.js';
import { listOf, withFields } from '../../../src/core/formats/parquet/fields.js';
import { readFooter } from '../../../src/core/formats/parquet/footer.js';
import { decodePage, type PageData } from '../../../src/core/formats/parquet/page.js';
import { PAGE, readPageHeader } from '../../../src/core/formats/parquet/pageHeader.js';
import { encodePage } from '../../../src/core/formats/parquet/pageWrite.js';
import { RowEdits } from '../../../src/core/formats/parquet/rowEdits.js';
import { bitWidth, readRuns, writeRuns } from '../../../src/core/formats/parquet/runs.js';
import { writeSpans, type Span } from '../../../src/core/formats/parquet/spans.js';
import { spliceParquet } from '../../../src/core/formats/parquet/splice.js';
import { readStruct, T } from '../../../src/core/formats/parquet/thrift.js';
import { writeStruct } from '../../../src/core/formats/parquet/thriftWrite.js';
import { sliceValues } from '../../../src/core/formats/parquet/values.js';
import { NODE_CODECS } from '../../../src/platform/duckdb/parquetCodecs.js';
import { MemorySink, memorySource } from '../../support/memory.js';
import { Random } from '../../support/random.js';

const FILE = readFileSync(fileURLToPath(new URL('../../fixtures/parquet/none.parquet', import.meta.url)));
const COLUMN = 'turns';

/** The file with the pages of one column cut at any entry, so that rows run over the ends of pages, as old writers leave them. */
async function recut(random: Random): Promise<Buffer> {
  const source = memorySource(FILE);
  const footer = await readFooter(source);
  const spans: Span[] = [];
  const recutChunks = new Map<number, { pages: Map<string, number>; uncompressed: number }>();
  const group = footer.groups[0]!;
  for (const leaf of footer.schema.leaves) {
    if (leaf.path[0] !== COLUMN) continue;
    const chunk = group.chunks[leaf.index]!;
    const counted = { pages: new Map<string, number>(), uncompressed: 0 };
    recutChunks.set(leaf.index, counted);
    for (let at = chunk.start; at < chunk.end; ) {
      const header = await readPageHeader(source, at, chunk.end);
      at = header.end;
      if (header.kind === PAGE.DICTIONARY) continue;
      const codec = codecOf(chunk.codec, NODE_CODECS);
      const page = await decodePage(FILE.subarray(header.body, header.end), header, leaf, codec);
      const parts: Uint8Array[] = [];
      for (let from = 0, value = 0; from < header.entries; ) {
        const to = Math.min(header.entries, from + 1 + random.below(6));
        const values = page.definitions.subarray(from, to).filter((level) => level === leaf.maxDefinition).length;
        const part: PageData = { repetitions: page.repetitions.slice(from, to), definitions: page.definitions.slice(from, to), values: sliceValues(page.values, value, value + values) };
        const written = await encodePage(part, header, leaf, codec);
        parts.push(written.bytes);
        counted.uncompressed += written.uncompressed;
        from = to;
        value += values;
      }
      counted.pages.set(`0:${header.encoding}`, parts.length);
      counted.uncompressed -= header.body - header.start + header.uncompressed;
      spans.push({ start: header.start, end: header.end, bytes: () => Buffer.concat(parts) });
    }
  }
  const sink = new MemorySink();
  const { moved } = await writeSpans(source, sink, spans, footer.start);
  const chunks = group.chunks.map((chunk, i) => {
    const counted = recutChunks.get(i);
    return movedChunk(chunk, counted && { spans: [], entries: 0, nulls: 0, ...counted, gone: new Map() }, footer.schema.leaves[i]!, moved, undefined);
  });
  const bytes = writeStruct(withFields(footer.metadata, { 4: listOf(T.STRUCT, [withFields(group.struct, { 1: listOf(T.STRUCT, chunks) })]) }));
  const tail = Buffer.alloc(8);
  tail.writeUInt32LE(bytes.length);
  tail.write('PAR1', 4);
  return Buffer.concat([sink.bytes(), bytes, tail]);
}

async function turns(bytes: Uint8Array): Promise<string[]> {
  const rows = await parquetReadObjects({ file: new Uint8Array(bytes).buffer, columns: [COLUMN] });
  return rows.map((row) => JSON.stringify(row[COLUMN]));
}

describe('rows that run over the ends of pages', () => {
  it('are edited, taken out and left whole', async () => {
    const original = await turns(FILE);
    for (let seed = 1; seed <= 60; seed++) {
      const random = new Random(seed);
      const bytes = await recut(random);
      expect(await turns(bytes), `seed ${seed}: as made`).toEqual(original);
      const footer = await readFooter(memorySource(bytes));
      const edits = new RowEdits(footer);
      const model = original.map((text, row) => {
        if (random.next() < 0.5) return text;
        if (random.next() < 0.4) {
          edits.remove(row);
          return null;
        }
        const after = JSON.stringify(Array.from({ length: random.below(5) }, (_, i) => ({ role: null, content: `new ${i}` })));
        edits.change(row, `{"${COLUMN}": ${text}}`, `{"${COLUMN}": ${after}}`);
        return after;
      });
      const sink = new MemorySink();
      const { gone } = await spliceParquet(memorySource(bytes), sink, footer, edits.build(), NODE_CODECS);
      expect(await turns(sink.bytes()), `seed ${seed}`).toEqual(model.filter((text) => text !== null));
      const content = footer.schema.leaves.find(({ path }) => path[0] === COLUMN && path.at(-1) === 'content')!;
      for (const [row, text] of model.entries()) {
        if (text !== null) continue;
        const held = gone.get(0)!.get(content.index)!.get(row)!;
        expect(held.values.map((value) => Buffer.from(value).toString())).toEqual((JSON.parse(original[row]!) as { content: string }[]).map((turn) => turn.content));
      }
    }
  });
});

describe('runs', () => {
  it('read back as they were written, for every width', () => {
    for (let seed = 1; seed <= 300; seed++) {
      const random = new Random(seed);
      const most = 2 ** random.below(33) - 1;
      const values = new Uint32Array(random.below(200));
      for (let i = 0; i < values.length; ) {
        const value = random.below(most + 1);
        for (let run = random.pick([1, 1, 3, 9, 40]); run > 0 && i < values.length; run--) values[i++] = value;
      }
      const bytes = writeRuns(values, bitWidth(most));
      expect(readRuns(bytes, 0, bytes.length, bitWidth(most), new Uint32Array(values.length)).values, `seed ${seed}`).toEqual(values);
    }
  });

  it('are the bytes that the format describes', () => {
    // The example of the format's definition: 0 to 7 in three bits each.
    expect([...writeRuns(Uint8Array.of(0, 1, 2, 3, 4, 5, 6, 7), 3)]).toEqual([3, 0b10001000, 0b11000110, 0b11111010]);
    expect([...writeRuns(new Uint8Array(200).fill(5), 3)]).toEqual([0x90, 0x03, 5]);
    expect([...readRuns(Uint8Array.of(0x90, 0x03, 5), 0, 3, 3, new Uint8Array(200)).values]).toEqual(Array(200).fill(5));
  });
});

describe('structs', () => {
  it('are written as they were read, also with fields that nobody knows and in an order of their own', () => {
    const bytes = Uint8Array.of(
      ...[0x15, 0x02], // 1: i32 1
      ...[0x05, 0x3c, 0x0a], // 30 (long form): i32 5
      ...[0x08, 0x06, 0x02, 0xff, 0x00], // 3 (long form, backwards): two bytes
      ...[0x11], // 4: true
      ...[0x17, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f], // 5: double 1
      ...[0x1b, 0x01, 0x85, 0x01, 0x61, 0x0e], // 6: map of a binary to an i32
      ...[0x19, 0x25, 0x02, 0x04], // 7: list of two i32
      ...[0x16, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01], // 8: the least i64
      0x00,
    );
    const { struct, end } = readStruct(bytes);
    expect(end).toBe(bytes.length);
    expect(struct.fields.map(({ id }) => id)).toEqual([1, 30, 3, 4, 5, 6, 7, 8]);
    expect(struct.fields[7]!.value).toBe(-(2n ** 63n));
    expect([...writeStruct(struct)]).toEqual([...bytes]);
    expect([...writeStruct({ ...struct, raw: null })]).toEqual([...bytes]);
  });
});
