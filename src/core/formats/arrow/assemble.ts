import { t } from '@vscode/l10n';
import { BufferRegion, FieldNode } from 'apache-arrow/ipc/metadata/message';
import { append, inMemory, lengthOf, part, type Blob } from './blob.js';
import { bitAt, isValid, memberOf, slice, type Column } from './column.js';
import { ArrowError } from './error.js';
import type { Layout } from './layout.js';

/** What a message's columns are made of, as it is being put together. */
export class Assembly {
  readonly nodes: FieldNode[] = [];
  /** Each buffer's bytes, in the order of the format. */
  readonly buffers: Blob[][] = [];
  readonly heapCounts: number[] = [];

  /** Puts a column in place that is made of these pieces, one behind the other. Throws `ArrowError` where it grows too large for its type. */
  add(layout: Layout, pieces: readonly Column[]): void {
    const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
    const validity = layout.kind === 'null' || layout.kind === 'union' ? null : validityOf(pieces, length);
    this.nodes.push(new FieldNode(length, layout.kind === 'null' ? length : (validity?.nulls ?? 0)));
    if (validity) this.buffers.push(validity.nulls === 0 ? [] : [validity.bytes]);
    switch (layout.kind) {
      case 'null':
        return;
      case 'bool':
        this.buffers.push([packBits(pieces, length)]);
        return;
      case 'fixed':
      case 'dictionary':
        this.buffers.push(rope(pieces.map(({ data }) => data)));
        return;
      case 'bytes': {
        const { offsets, runs } = restart(pieces, length, layout.wide);
        this.buffers.push([offsets], rope(pieces.map(({ data, origins }, p) => part(data, runs[p]!.from - (origins[0] as number), runs[p]!.length))));
        return;
      }
      case 'view':
        this.views(pieces, length);
        return;
      case 'list': {
        const { offsets, runs } = restart(pieces, length, layout.wide);
        this.buffers.push([offsets]);
        this.add(layout.item, pieces.map(({ children, origins }, p) => slice(children[0] as Column, runs[p]!.from - (origins[0] as number), runs[p]!.length)));
        return;
      }
      case 'fixedList':
        this.add(layout.item, pieces.map(({ children }) => children[0] as Column));
        return;
      case 'struct':
        for (const [m, member] of layout.members.entries()) this.add(member, pieces.map(({ children }) => children[m] as Column));
        return;
      case 'union':
        this.buffers.push(rope(pieces.map(({ data }) => data)));
        if (layout.dense) this.denseUnion(layout, pieces, length);
        else for (const [m, member] of layout.members.entries()) this.add(member, pieces.map(({ children }) => children[m] as Column));
    }
  }

  /** Long values of all pieces go to one buffer. */
  private views(pieces: readonly Column[], length: number): void {
    const views = new Uint8Array(length * 16);
    const view = new DataView(views.buffer);
    const heap: Blob[] = [];
    let heaped = 0;
    let at = 0;
    for (const piece of pieces) {
      views.set(inMemory(piece.data), at);
      for (let i = 0; i < piece.length; i++, at += 16) {
        const size = view.getInt32(at, true);
        if (size <= 12 || !isValid(piece, i)) continue;
        const from = view.getInt32(at + 8, true);
        append(heap, part(piece.heaps[from] as Blob, view.getInt32(at + 12, true) - (piece.origins[from] as number), size));
        view.setInt32(at + 8, 0, true);
        view.setInt32(at + 12, heaped, true);
        heaped += size;
        if (heaped > 0x7fffffff) throw tooLong();
      }
    }
    this.buffers.push([views]);
    if (heaped > 0) this.buffers.push(heap);
    this.heapCounts.push(heaped > 0 ? 1 : 0);
  }

  private denseUnion(layout: Extract<Layout, { kind: 'union' }>, pieces: readonly Column[], length: number): void {
    const offsets = new Int32Array(length);
    const parts: Column[][] = layout.members.map(() => []);
    const lengths = layout.members.map(() => 0);
    let row = 0;
    for (const piece of pieces) {
      const codes = inMemory(piece.data);
      const ranges = layout.members.map(() => ({ low: Infinity, high: 0 }));
      const member = (i: number) => memberOf(layout, (codes[i]! << 24) >> 24);
      for (let i = 0; i < piece.length; i++) {
        const range = ranges[member(i)]!;
        range.low = Math.min(range.low, piece.offsets[i] as number);
        range.high = Math.max(range.high, (piece.offsets[i] as number) + 1);
      }
      for (let i = 0; i < piece.length; i++) offsets[row++] = (piece.offsets[i] as number) - ranges[member(i)]!.low + (lengths[member(i)] as number);
      for (const [m, { low, high }] of ranges.entries()) {
        if (low === Infinity) continue;
        parts[m]!.push(slice(piece.children[m] as Column, low - (piece.origins[m] as number), high - low));
        lengths[m] = (lengths[m] as number) + high - low;
      }
    }
    this.buffers.push([bytesOf(offsets)]);
    for (const [m, member] of layout.members.entries()) this.add(member, parts[m] as Column[]);
  }
}

/** Places buffers one behind the other, each at a multiple of eight bytes. */
export function layOut(buffers: readonly (readonly Blob[])[]): { body: Blob[]; regions: BufferRegion[]; length: number } {
  const body: Blob[] = [];
  const regions: BufferRegion[] = [];
  let at = 0;
  for (const blobs of buffers) {
    const length = lengthOf(blobs);
    const padded = Math.ceil(length / 8) * 8;
    regions.push(new BufferRegion(at, length));
    for (const blob of blobs) append(body, blob);
    append(body, new Uint8Array(padded - length));
    at += padded;
  }
  return { body, regions, length: at };
}

function rope(blobs: readonly Blob[]): Blob[] {
  const joined: Blob[] = [];
  for (const blob of blobs) append(joined, blob);
  return joined;
}

function validityOf(pieces: readonly Column[], length: number): { nulls: number; bytes: Uint8Array } {
  if (pieces.every(({ validity }) => validity === null)) return { nulls: 0, bytes: new Uint8Array(0) };
  const bytes = new Uint8Array(Math.ceil(length / 8));
  let nulls = 0;
  let row = 0;
  for (const piece of pieces) {
    for (let i = 0; i < piece.length; i++, row++) {
      if (piece.validity === null || bitAt(piece.validity, i)) bytes[row >> 3] = (bytes[row >> 3] as number) | (1 << (row & 7));
      else nulls++;
    }
  }
  return { nulls, bytes };
}

function packBits(pieces: readonly Column[], length: number): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(length / 8));
  let row = 0;
  for (const { bits, length: count } of pieces) {
    for (let i = 0; i < count; i++, row++) if (bitAt(bits!, i)) bytes[row >> 3] = (bytes[row >> 3] as number) | (1 << (row & 7));
  }
  return bytes;
}

/** Offsets that begin at 0, and which part of each piece's values they stand for. */
function restart(pieces: readonly Column[], length: number, wide: boolean): { offsets: Uint8Array; runs: { from: number; length: number }[] } {
  const offsets = new Float64Array(length + 1);
  const runs: { from: number; length: number }[] = [];
  let row = 0;
  for (const piece of pieces) {
    const from = piece.offsets[0] as number;
    const base = offsets[row] as number;
    for (let i = 1; i <= piece.length; i++) offsets[++row] = base + (piece.offsets[i] as number) - from;
    runs.push({ from, length: (piece.offsets[piece.length] as number) - from });
  }
  if (!wide && (offsets[length] as number) > 0x7fffffff) throw tooLong();
  return { offsets: wide ? bytesOf(BigInt64Array.from(offsets, BigInt)) : bytesOf(Int32Array.from(offsets)), runs };
}

function bytesOf({ buffer }: Int32Array | BigInt64Array): Uint8Array {
  return new Uint8Array(buffer as ArrayBuffer);
}

function tooLong(): ArrowError {
  return new ArrowError(t('its values would take more than 2 GiB in one batch, which its type cannot hold'));
}
