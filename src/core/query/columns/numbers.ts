type Cells = Int16Array | Int32Array | Float32Array | Float64Array;

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
    if (index >= cells.length) cells = copy(cells, Math.max(index + 1, Math.ceil(cells.length * 1.125)), cells.constructor as CellsOf);
    cells[index] = Number.isNaN(value) ? missing(cells) : value;
    this.cells = cells;
  }

  clear(): void {
    this.cells = null;
  }

  private first(): Cells {
    const type = this.precision === 'double' ? Float64Array : this.precision === 'single' ? Float32Array : Int16Array;
    const cells = new type(1024);
    return cells.fill(missing(cells));
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

function copy(from: Cells, length: number, type: CellsOf): Cells {
  const to = new type(length);
  const gap = missing(to);
  to.fill(gap, from.length);
  if (to.constructor === from.constructor) {
    to.set(from);
    return to;
  }
  const old = missing(from);
  for (let i = 0; i < from.length; i++) to[i] = from[i] === old ? gap : from[i]!;
  return to;
}
