import { t } from '@vscode/l10n';
import type { RecordBatch } from 'apache-arrow/ipc/metadata/message';
import { ArrowError, inColumn } from './error.js';
import type { Buffers } from './buffers.js';
import type { Layout } from './layout.js';

/** Where a column's values lie in a batch: numbers of its buffers, and its children's. */
export interface Placed {
  readonly layout: Layout;
  readonly length: number;
  readonly nullCount: number;
  /** Its nodes and buffers with those of its children: the first ones, and those behind the last. */
  readonly nodes: readonly [number, number];
  readonly span: readonly [number, number];
  readonly validity: number | null;
  readonly buffers: readonly number[];
  /** Views: the buffers that hold long values. */
  readonly heaps: readonly number[];
  readonly children: readonly Placed[];
}

/** A batch of rows whose metadata fits the schema. */
export interface Batch {
  readonly rows: number;
  readonly header: RecordBatch;
  readonly buffers: Buffers;
  readonly columns: readonly Placed[];
}

/** Most rows of a batch whose types need no bytes at all. */
export const MAX_UNBACKED_ROWS = 1_000_000;

/** Places the columns of a batch. Throws `ArrowError` where the batch does not fit the schema or says more than it holds. */
export async function placeBatch(header: RecordBatch, layouts: readonly Layout[], buffers: Buffers): Promise<Batch> {
  const walk = { header, node: 0, buffer: 0, heaps: 0 };
  const rows = header.length;
  if (rows < 0) throw new ArrowError(t('a batch of {0} rows', rows));
  const columns = layouts.map((layout) => {
    try {
      const placed = place(layout, walk);
      if (placed.length !== rows) throw new ArrowError(t('it has {0} values in a batch of {1} rows', placed.length, rows));
      return placed;
    } catch (error) {
      throw inColumn(layout.name, error);
    }
  });
  const { nodes } = header;
  if (walk.node !== nodes.length || walk.buffer !== buffers.regions.length) {
    throw new ArrowError(t('the batch has {0} columns and {1} buffers where the schema needs {2} and {3}', nodes.length, buffers.regions.length, walk.node, walk.buffer));
  }
  let backed = false;
  for (const column of columns) {
    try {
      backed = (await checkSizes(column, buffers)) || backed;
    } catch (error) {
      throw inColumn(column.layout.name, error);
    }
  }
  if (!backed && rows > MAX_UNBACKED_ROWS) throw new ArrowError(t('the batch says that it has {0} rows, but holds no bytes for them', rows));
  return { rows, header, buffers, columns };
}

function place(layout: Layout, walk: { header: RecordBatch; node: number; buffer: number; heaps: number }): Placed {
  const node = walk.node++;
  const firstBuffer = walk.buffer;
  const { length, nullCount } = walk.header.nodes[node] ?? { length: -1, nullCount: 0 };
  if (length < 0 || nullCount < 0 || nullCount > length) throw new ArrowError(t('it says that it has {0} values, {1} of them null', length, nullCount));
  const has = layout.kind !== 'null' && layout.kind !== 'union';
  const validity = has ? walk.buffer++ : null;
  const buffers: number[] = [];
  const heaps: number[] = [];
  const own = layout.kind === 'bytes' || (layout.kind === 'union' && layout.dense) ? 2 : ['null', 'struct', 'fixedList'].includes(layout.kind) ? 0 : 1;
  for (let i = 0; i < own; i++) buffers.push(walk.buffer++);
  if (layout.kind === 'view') {
    const count = walk.header.variadicBufferCounts[walk.heaps++] ?? -1;
    if (count < 0 || walk.buffer + count > walk.header.buffers.length) throw new ArrowError(t('it says that it has {0} buffers of long values', count));
    for (let i = 0; i < count; i++) heaps.push(walk.buffer++);
  }
  const inner = layout.kind === 'struct' || layout.kind === 'union' ? layout.members : layout.kind === 'list' || layout.kind === 'fixedList' ? [layout.item] : [];
  const children = inner.map((child) => place(child, walk));
  const placed: Placed = { layout, length, nullCount, nodes: [node, walk.node], span: [firstBuffer, walk.buffer], validity, buffers, heaps, children };
  checkChildren(placed);
  return placed;
}

function checkChildren({ layout, length, children }: Placed): void {
  const least = layout.kind === 'fixedList' ? length * layout.size : layout.kind === 'struct' || (layout.kind === 'union' && !layout.dense) ? length : 0;
  for (const child of children) if (child.length < least) throw new ArrowError(t('{0} of {1} values needs {2} of each part, but one has {3}', layout.type, length, least, child.length));
}

/** Bytes that the first buffer of `count` values needs. */
function needed(layout: Layout, count: number): number {
  switch (layout.kind) {
    case 'bool':
      return Math.ceil(count / 8);
    case 'fixed':
    case 'dictionary':
      return count * layout.scalar.width;
    case 'view':
      return count * 16;
    case 'bytes':
    case 'list':
      return count === 0 ? 0 : (count + 1) * (layout.wide ? 8 : 4);
    case 'union':
      return count;
    default:
      return 0;
  }
}

/** True where the values lie in bytes that are there, so that no count can be made up. */
async function checkSizes(placed: Placed, buffers: Buffers): Promise<boolean> {
  const { layout, length, nullCount, validity } = placed;
  const check = async (buffer: number, least: number) => {
    if (least === 0) return false;
    const size = await buffers.size(buffer);
    if (size < least) throw new ArrowError(t('a buffer of {0} bytes is too short for {1} values; {2} bytes are needed', size, length, least));
    return true;
  };
  let backed = validity !== null && nullCount > 0 && (await check(validity, Math.ceil(length / 8)));
  const [first, second] = placed.buffers;
  if (first !== undefined) backed = (await check(first, needed(layout, length))) || backed;
  if (second !== undefined && layout.kind === 'union') await check(second, length * 4);
  let inner = false;
  for (const child of placed.children) inner = (await checkSizes(child, buffers)) || inner;
  return backed || ((layout.kind === 'struct' || (layout.kind === 'fixedList' && layout.size > 0)) && inner);
}
