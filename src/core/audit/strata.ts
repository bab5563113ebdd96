import { appendTo } from '../multimap.js';
import type { RecordTable } from '../query/table.js';

/** Records that are sampled together: flagged or not, and within one band of `p_wrong`. */
export interface Stratum {
  readonly flagged: boolean;
  /** Lower and upper end of the band; null where nobody scored the records. */
  readonly band: readonly [from: number, to: number] | null;
  /** Mean `p_wrong`; null where there is none. */
  readonly expected: number | null;
  /** The records, by their places in the file. */
  readonly indices: readonly number[];
}

/** Where the bands of `p_wrong` end. */
const ENDS = [0.05, 0.2, 0.5, 1] as const;
/** A smaller stratum joins its neighbour: its own interval would say next to nothing. */
const FEWEST = 20;

/** The strata of a file, every record that has a label and was not dropped in exactly one; unflagged before flagged, the lowest band first. */
export function strataOf(table: RecordTable): readonly Stratum[] {
  const cells = new Map<string, number[]>();
  for (let index = 0; index < table.count; index++) {
    if (!isAudited(table, index)) continue;
    const key = `${table.columns.flags.get(index) > 0 ? 1 : 0} ${bandOf(table.columns.pWrong.get(index))}`;
    appendTo(cells, key, index);
  }
  return [false, true].flatMap((flagged) => {
    const bands = [-1, ...ENDS.keys()].map((band) => ({ from: band, to: band, indices: cells.get(`${flagged ? 1 : 0} ${band}`) ?? [] }));
    return joined(bands.filter(({ indices }) => indices.length > 0)).map(({ from, to, indices }) => ({
      flagged,
      band: to < 0 ? null : ([from <= 0 ? 0 : ENDS[from - 1]!, ENDS[to]!] as const),
      expected: meanOf(table, indices),
      indices: indices.sort((a, b) => a - b),
    }));
  });
}

/** True for a record whose label can be right or wrong. */
function isAudited(table: RecordTable, index: number): boolean {
  return !table.dropped(index) && table.columns.responses.get(index) > 0;
}

function bandOf(pWrong: number): number {
  return Number.isNaN(pWrong) ? -1 : ENDS.findIndex((end) => pWrong < end || end === 1);
}

interface Cell {
  readonly from: number;
  readonly to: number;
  readonly indices: number[];
}

/** Small cells go to the one before them, the first to the one after. */
function joined(cells: readonly Cell[]): readonly Cell[] {
  const found: Cell[] = [];
  for (const cell of cells) {
    const before = found.at(-1);
    if (before && (cell.indices.length < FEWEST || before.indices.length < FEWEST)) found[found.length - 1] = { from: before.from, to: cell.to, indices: [...before.indices, ...cell.indices] };
    else found.push(cell);
  }
  return found;
}

function meanOf({ columns: { pWrong } }: RecordTable, indices: readonly number[]): number | null {
  const known = indices.map((index) => pWrong.get(index)).filter((value) => !Number.isNaN(value));
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}
