import { t } from '@vscode/l10n';
import type { ByteSink, ByteSource } from '../../ports.js';
import { ParquetError } from './thrift.js';

/** A part of the old file that other bytes take the place of; `moved` says where a byte before it stands now. */
export interface Span {
  readonly start: number;
  readonly end: number;
  bytes(moved: (offset: number) => number): Uint8Array;
}

const COPY_BYTES = 4 * 1024 * 1024;

/** Copies the file up to `end` with the spans in it; answers where each byte outside of them, and each span's start, stands now. */
export async function writeSpans(source: ByteSource, sink: ByteSink, spans: readonly Span[], end: number): Promise<{ moved(offset: number): number; written: number }> {
  const ordered = [...spans].sort((a, b) => a.start - b.start || a.end - b.end);
  /** Ends of spans, and by how much everything from there on is shifted. */
  const shifts: { from: number; by: number }[] = [];
  const moved = (offset: number) => {
    let low = 0;
    let high = shifts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (shifts[middle]!.from <= offset) low = middle + 1;
      else high = middle;
    }
    return offset + (low > 0 ? shifts[low - 1]!.by : 0);
  };
  let copied = 0;
  let written = 0;
  const copyTo = async (to: number) => {
    while (copied < to) {
      const bytes = await source.read(copied, Math.min(COPY_BYTES, to - copied));
      if (bytes.length === 0) throw new ParquetError(t('the file became shorter while it was saved (at byte {0})', copied));
      await sink.write(bytes);
      copied += bytes.length;
      written += bytes.length;
    }
  };
  for (const span of ordered) {
    if (span.start < copied || span.end > end) throw new ParquetError(t('two parts of the file overlap at byte {0}, so that one cannot be edited without the other', span.start));
    await copyTo(span.start);
    const bytes = span.bytes(moved);
    await sink.write(bytes);
    written += bytes.length;
    copied = span.end;
    shifts.push({ from: span.end, by: written - copied });
  }
  await copyTo(end);
  return { moved, written };
}
