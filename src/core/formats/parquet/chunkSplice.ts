import { t } from '@vscode/l10n';
import type { ByteSource } from '../../ports.js';
import { codecOf, type Codec, type OuterCodecs } from './codecs.js';
import { Dictionary } from './dictionary.js';
import { isDictionary } from './encodings.js';
import { cutPage, type Entries, type LeafEdits } from './entries.js';
import { decodeDictionary, decodePage, type PageData } from './page.js';
import { continueEntries, editPage } from './pageEdit.js';
import { PAGE, readPageHeader, type PageHeader } from './pageHeader.js';
import { encodeDictionary, encodePage } from './pageWrite.js';
import type { ColumnChunk } from './rowGroup.js';
import type { Leaf } from './schemaTree.js';
import type { Span } from './spans.js';
import { ParquetError } from './thrift.js';
import { joinBytes } from './thriftWrite.js';

/** What edits do to one column chunk: pages without an edit are no part of it. */
export interface ChunkSplice {
  readonly spans: readonly Span[];
  /** By how much the chunk's numbers change. */
  readonly entries: number;
  readonly nulls: number;
  readonly uncompressed: number;
  /** Number of pages by `kind:encoding`. */
  readonly pages: ReadonlyMap<string, number>;
  /** What the rows held that were taken out. */
  readonly gone: ReadonlyMap<number, Entries>;
}

const PAGE_BYTES = 1024 * 1024;

/** Re-encodes the pages of a column chunk that an edit touches. Throws `ParquetError` where that cannot be done without loss. */
export async function spliceChunk(source: ByteSource, chunk: ColumnChunk, leaf: Leaf, rows: number, edits: LeafEdits, outer: OuterCodecs): Promise<ChunkSplice> {
  const codec = codecOf(chunk.codec, outer);
  const touched = new Set([...edits.replaced.keys(), ...edits.inserted.keys()]);
  const spans: Span[] = [];
  const pages = new Map<string, number>();
  const count = (kind: number, encoding: number, by = 1) => pages.set(`${kind}:${encoding}`, (pages.get(`${kind}:${encoding}`) ?? 0) + by);
  const gone = new Map<number, Entries>();
  const changed = { entries: 0, nulls: 0, uncompressed: 0 };
  const dictionary = new LazyDictionary(source, leaf, codec);
  let row = 0;
  let entries = 0;
  let lastTouched = false;
  /** A page that lost all its rows is left out, as some readers stop at it, unless no other is there. */
  let filled = 0;
  for (let at = chunk.start; at < chunk.end; ) {
    const header = await readPageHeader(source, at, chunk.end);
    at = header.end;
    if (header.kind === PAGE.DICTIONARY) dictionary.header = header;
    if (header.kind === PAGE.DICTIONARY || header.kind === PAGE.INDEX) {
      count(header.kind, header.encoding);
      continue;
    }
    entries += header.entries;
    const last = at === chunk.end;
    const known = leaf.maxRepetition === 0 ? header.entries : header.rows;
    if (known !== null && !lastTouched && !anyTouched(touched, row, known + (last ? 1 : 0))) {
      row += known;
      filled++;
      count(header.kind, header.encoding);
      continue;
    }
    const data = await decodePage(await bodyOf(source, header), header, leaf, codec);
    if (isDictionary(header.encoding)) await dictionary.load();
    const edited = editPage(data, { row, last, dropLead: lastTouched }, edits, leaf.maxDefinition, dictionary.loaded);
    for (const [place, held] of edited.gone) {
      if (place >= 0) gone.set(place, held);
      else if (gone.has(row - 1)) gone.set(row - 1, continueEntries(gone.get(row - 1), held));
    }
    const dirty = edited.gone.size > 0 || anyTouched(touched, row, edited.rows + (last ? 1 : 0));
    row += edited.rows;
    if (edited.rows > 0) lastTouched = edits.replaced.has(row - 1);
    if (!dirty) {
      filled++;
      count(header.kind, header.encoding);
      continue;
    }
    const left = edited.page.definitions.length > 0 || (last && filled === 0);
    if (left) filled++;
    const written = [];
    for (const part of left ? cutPage(edited.page, leaf.maxDefinition, PAGE_BYTES) : []) written.push(await encodePage(part, header, leaf, codec));
    const bytes = joinBytes(written.map((page) => page.bytes));
    spans.push({ start: header.start, end: header.end, bytes: () => bytes });
    changed.entries += edited.page.definitions.length - header.entries;
    changed.nulls += nullsOf(edited.page, leaf) - nullsOf(data, leaf);
    changed.uncompressed += written.reduce((sum, page) => sum + page.uncompressed, 0) - (header.body - header.start + header.uncompressed);
    for (const page of written) count(header.kind, page.encoding);
  }
  if (row !== rows || entries !== chunk.values) {
    throw new ParquetError(t('the pages of {0} hold {1} rows and {2} values; its metadata says {3} and {4}', leaf.path.join('.'), row, entries, rows, chunk.values));
  }
  const grown = await dictionary.written();
  if (grown) {
    spans.push({ start: grown.header.start, end: grown.header.end, bytes: () => grown.bytes });
    changed.uncompressed += grown.uncompressed - (grown.header.body - grown.header.start + grown.header.uncompressed);
  }
  if (spans.length === 0) throw new ParquetError(t('the column {0} has no page that a row could be put into', leaf.path.join('.')));
  return { spans, ...changed, pages, gone };
}

/** The dictionary of a chunk, read when the first page that uses it is edited. */
class LazyDictionary {
  header: PageHeader | null = null;
  loaded: Dictionary | null = null;

  constructor(
    private readonly source: ByteSource,
    private readonly leaf: Leaf,
    private readonly codec: Codec,
  ) {}

  async load(): Promise<void> {
    if (this.loaded || !this.header) return;
    this.loaded = new Dictionary(await decodeDictionary(await bodyOf(this.source, this.header), this.header, this.leaf, this.codec));
  }

  /** The page to write; null where no value was added. */
  async written() {
    const { header, loaded } = this;
    return header && loaded?.grown ? { header, ...(await encodeDictionary(loaded.values(), header, this.leaf, this.codec)) } : null;
  }
}

async function bodyOf(source: ByteSource, { body, end, start }: PageHeader): Promise<Uint8Array> {
  const bytes = await source.read(body, end - body);
  if (bytes.length < end - body) throw new ParquetError(t('the file ends within the page at byte {0}', start));
  return bytes;
}

function anyTouched(touched: ReadonlySet<number>, from: number, count: number): boolean {
  if (touched.size < count) {
    for (const row of touched) if (row >= from && row < from + count) return true;
    return false;
  }
  for (let row = from; row < from + count; row++) if (touched.has(row)) return true;
  return false;
}

function nullsOf({ definitions }: PageData, leaf: Leaf): number {
  return definitions.reduce((sum, level) => sum + (level < leaf.maxDefinition ? 1 : 0), 0);
}
