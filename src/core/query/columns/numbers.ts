import { grown } from './growth.js';

type Cells = Int16Array | Int32Array | Float32Array | Float64Array;

/** The first cells of a column on their way from a thread to another's; null where all are missing. */
export type NumberPart = Cells | null;

/** What a column's cells may be: `compact` starts at two bytes and widens to a double as values need it. */
export type Precision = 'compact' | 'single' | 'double';

/** A growable column of numbers; NaN = missing. A column that was never set takes no memory. */
export class NumberColumn {
  private cells: Cells | null = null;

  constructor(private readonly precision: Precision = 'compact') {}

  /** True where every value is missing. */
  get empty(): boolean {
    return this.cells === null;
  }

  get bytes(): number {
    return this.cells?.byteLength ?? 0;
  }

  get(index: number): number {
    const cells = this.cells;
    if (cells === null || index >= cells.length) return NaN;
    const value = cells[index]!;
    return value === missing(cells) ? NaN : value;
  }

  set(index: number, value: number): void {
    if (this.cells === null && Number.isNaN(value)) return;
    let cells = this.cells ?? this.first();
    if (!holds(cells, value)) cells = copy(cells, cells.length, wider(cells, value));
    if (index >= cells.length) cells = copy(cells, grown(cells.length, index + 1), cells.constructor as CellsOf);
    cells[index] = Number.isNaN(value) ? missing(cells) : value;
    this.cells = cells;
  }

  clear(): void {
    this.cells = null;
  }

  /** The first `count` cells. */
  pack(count: number): NumberPart {
    const { cells } = this;
    if (cells === null) return null;
    return cells.length < count ? copy(cells, count, cells.constructor as CellsOf) : cells.slice(0, count);
  }

  /** Takes cells of another column, from `at` on, where nothing was set yet. */
  append(at: number, part: NumberPart): void {
    if (part === null) return;
    const own = this.cells ?? part;
    const type = (rank(part) > rank(own) ? part : own).constructor as CellsOf;
    const need = at + part.length;
    if (this.cells === null) this.cells = empty(Math.max(1024, need), type);
    else if (need > own.length) this.cells = copy(own, grown(own.length, need), type);
    else if (own.constructor !== type) this.cells = copy(own, own.length, type);
    put(part, this.cells, at);
  }

  private first(): Cells {
    const type = this.precision === 'double' ? Float64Array : this.precision === 'single' ? Float32Array : Int16Array;
    return empty(1024, type);
  }
}

type CellsOf = new (length: number) => Cells;

function missing(cells: Cells): number {
  if (cells instanceof Int16Array) return -0x8000;
  if (cells instanceof Int32Array) return -0x80000000;
  return NaN;
}

function holds(cells: Cells, value: number): boolean {
  if (Number.isNaN(value) || cells instanceof Float64Array || cells instanceof Float32Array) return true;
  // -0 would come back as 0, which reads the same everywhere.
  const limit = cells instanceof Int16Array ? 0x7fff : 0x7fffffff;
  return Number.isInteger(value) && Math.abs(value) <= limit;
}

function wider(cells: Cells, value: number): CellsOf {
  return cells instanceof Int16Array && holds(new Int32Array(0), value) ? Int32Array : Float64Array;
}

/** Cells of a wider type hold what those of a narrower one do. */
function rank(cells: Cells): number {
  return cells instanceof Int16Array ? 0 : cells instanceof Int32Array ? 1 : 2;
}

function empty(length: number, type: CellsOf): Cells {
  const cells = new type(length);
  return cells.fill(missing(cells));
}

function copy(from: Cells, length: number, type: CellsOf): Cells {
  const to = new type(length);
  to.fill(missing(to), from.length);
  put(from, to, 0);
  return to;
}

function put(from: Cells, to: Cells, at: number): void {
  if (to.constructor === from.constructor) {
    to.set(from, at);
    return;
  }
  const [old, gap] = [missing(from), missing(to)];
  for (let i = 0; i < from.length; i++) to[at + i] = from[i] === old ? gap : from[i]!;
}
