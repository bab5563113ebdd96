import { t } from '@vscode/l10n';
import type { ByteSink, ByteSource } from '../../ports.js';
import { indexPlaces, movedChunk, movedOffsets, rawBytes, sortedBy } from './chunkFooter.js';
import { spliceChunk, type ChunkSplice } from './chunkSplice.js';
import type { OuterCodecs } from './codecs.js';
import type { Entries, LeafEdits } from './entries.js';
import { i64, intField, listOf, withFields } from './fields.js';
import { parseFooter, TAIL, type Footer } from './footer.js';
import type { ColumnChunk, RowGroup } from './rowGroup.js';
import { writeSpans, type Span } from './spans.js';
import { ParquetError, readStruct, T } from './thrift.js';
import { joinBytes, writeStruct } from './thriftWrite.js';
import { sameBytes } from './values.js';

/** Edits of one row group: by leaf; `rows` is by how many rows it grows. */
export interface GroupEdits {
  readonly leaves: ReadonlyMap<number, LeafEdits>;
  readonly rows: number;
}

/** What a splice wrote: the new footer, and what the rows that were taken out held, by row group, leaf and row. */
export interface Spliced {
  readonly bytes: number;
  readonly footer: Footer;
  readonly gone: ReadonlyMap<number, ReadonlyMap<number, ReadonlyMap<number, Entries>>>;
}

/** Writes the file with these edits: only pages that an edit touches are encoded anew, all other bytes are copied. Throws `ParquetError`. */
export async function spliceParquet(source: ByteSource, sink: ByteSink, footer: Footer, edits: ReadonlyMap<number, GroupEdits>, codecs: OuterCodecs): Promise<Spliced> {
  if (edits.size === 0) {
    const { written } = await writeSpans(source, sink, [], source.size);
    return { bytes: written, footer, gone: new Map() };
  }
  checkApart(footer);
  const splices = new Map<ColumnChunk, ChunkSplice>();
  const gone = new Map<number, Map<number, ReadonlyMap<number, Entries>>>();
  for (const [place, { leaves }] of edits) {
    const group = footer.groups[place] as RowGroup;
    const taken = new Map<number, ReadonlyMap<number, Entries>>();
    for (const [index, leafEdits] of leaves) {
      const chunk = group.chunks[index] as ColumnChunk;
      const splice = await spliceChunk(source, chunk, footer.schema.leaves[index]!, group.rows, leafEdits, codecs);
      splices.set(chunk, splice);
      taken.set(index, splice.gone);
    }
    gone.set(place, taken);
  }
  const plan = new Plan(footer, splices);
  for (const group of footer.groups) for (const [index, chunk] of group.chunks.entries()) await plan.add(source, chunk, index);
  const { moved, written } = await writeSpans(source, sink, plan.spans, footer.start);
  const metadata = writeStruct(movedFooter(footer, edits, splices, plan, moved));
  const tail = new Uint8Array(TAIL);
  new DataView(tail.buffer).setUint32(0, metadata.length, true);
  tail.set([0x50, 0x41, 0x52, 0x31], 4);
  const bytes = written + metadata.length + TAIL;
  // A footer that cannot be read back must not reach the disk.
  const after = parseFooter(metadata, bytes);
  await sink.write(joinBytes([metadata, tail]));
  return { bytes, footer: after, gone };
}

/** Which parts of the file are written anew because chunks change or move. */
class Plan {
  readonly spans: Span[] = [];
  /** New lengths of offset indexes. */
  readonly indexLengths = new Map<ColumnChunk, number>();

  constructor(
    private readonly footer: Footer,
    private readonly splices: ReadonlyMap<ColumnChunk, ChunkSplice>,
  ) {}

  async add(source: ByteSource, chunk: ColumnChunk, leaf: number): Promise<void> {
    const splice = this.splices.get(chunk);
    if (splice) this.spans.push(...splice.spans);
    await this.addCopy(source, chunk, leaf);
    const { offsets, bounds, bloom } = indexPlaces(chunk, this.footer.start);
    if (splice) {
      for (const place of [offsets, bounds, bloom]) if (place) this.spans.push({ ...place, bytes: () => new Uint8Array() });
    } else if (offsets && offsets.start >= chunk.end) {
      const raw = await source.read(offsets.start, offsets.end - offsets.start);
      const { struct } = readStruct(raw);
      this.spans.push({
        ...offsets,
        bytes: (moved) => {
          const bytes = moved(chunk.start) === chunk.start ? raw : writeStruct(movedOffsets(struct, moved));
          this.indexLengths.set(chunk, bytes.length);
          return bytes;
        },
      });
    }
  }

  /** Some writers put a copy of what the footer says of a chunk behind it. */
  private async addCopy(source: ByteSource, chunk: ColumnChunk, leaf: number): Promise<void> {
    const raw = rawBytes(chunk.struct);
    if (!raw || intField(chunk.struct, 2, t('a place in the file')) !== chunk.end || intField(chunk.struct, 4, t('a place in the file')) !== undefined) return;
    if (!sameBytes(await source.read(chunk.end, raw.length), raw)) return;
    this.spans.push({
      start: chunk.end,
      end: chunk.end + raw.length,
      bytes: (moved) => writeStruct(movedChunk(chunk, this.splices.get(chunk), this.footer.schema.leaves[leaf]!, moved, undefined)),
    });
  }
}

function movedFooter(footer: Footer, edits: ReadonlyMap<number, GroupEdits>, splices: ReadonlyMap<ColumnChunk, ChunkSplice>, plan: Plan, moved: (offset: number) => number) {
  let rows = footer.rows;
  const groups = footer.groups.map((group, place) => {
    const edit = edits.get(place);
    rows += edit?.rows ?? 0;
    const { struct } = group;
    const chunks = group.chunks.map((chunk, i) => movedChunk(chunk, splices.get(chunk), footer.schema.leaves[i]!, moved, plan.indexLengths.get(chunk)));
    const sum = (of: (chunk: ColumnChunk) => number) => group.chunks.reduce((total, chunk) => total + of(chunk), 0);
    const unpacked = sum((chunk) => splices.get(chunk)?.uncompressed ?? 0);
    const packed = sum((chunk) => moved(chunk.end) - moved(chunk.start) - (chunk.end - chunk.start));
    const [total, start, size] = [2, 5, 6].map((id) => intField(struct, id, t('a size')));
    const sorted = new Set([...(edit?.leaves ?? [])].filter(([, leaf]) => leaf.inserted.size > 0 || [...leaf.replaced.values()].some((entries) => entries !== null)).map(([index]) => index));
    if (!edit && chunks.every((chunk, i) => chunk === group.chunks[i]!.struct)) return struct;
    return withFields(struct, {
      1: listOf(T.STRUCT, chunks),
      2: total === undefined ? undefined : i64(total + unpacked),
      3: edit ? i64(group.rows + edit.rows) : undefined,
      4: sortedBy(struct, sorted) ? null : undefined,
      5: start === undefined || start === 0 ? undefined : i64(moved(start)),
      6: size === undefined ? undefined : i64(size + packed),
    });
  });
  return withFields(footer.metadata, { 3: i64(rows), 4: listOf(T.STRUCT, groups) });
}

function checkApart({ groups }: Footer): void {
  const chunks = groups.flatMap((group) => group.chunks).filter(({ start, end }) => end > start).sort((a, b) => a.start - b.start);
  const overlap = chunks.find((chunk, i) => i > 0 && chunk.start < chunks[i - 1]!.end);
  if (overlap) throw new ParquetError(t('two column chunks overlap at byte {0}, so that one cannot be edited without the other', overlap.start));
}
