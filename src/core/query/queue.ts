import { isDecided } from '../reviews/book.js';
import type { Order } from '../flags/order.js';
import type { RecordTable } from './table.js';

/** Priorities that differ by less than this, as a share of the higher one, are ties. */
const ALIKE = 0.05;

/**
 * Records by the expected value of a relabel, those that the curator has decided last. Among ties records of other prompts
 * come first: each prompt has one before any has two. `only` (ascending) keeps to some records.
 */
export function queueOrder(table: RecordTable, only: Uint32Array | null): Order {
  const all = only ?? Uint32Array.from({ length: table.count }, (_, index) => index);
  const open = all.filter((index) => !isDecided(table.reviews.state(index)));
  const decided = all.filter((index) => isDecided(table.reviews.state(index)));
  const indices = new Uint32Array(all.length);
  indices.set(spread(table, byPriority(table, open)));
  indices.set(byPriority(table, decided), open.length);
  return { indices, groups: [] };
}

function byPriority({ columns: { priority } }: RecordTable, indices: Uint32Array): Uint32Array {
  const values = Float64Array.from(indices, (index) => priority.get(index));
  const places = Uint32Array.from(indices, (_, place) => place).sort((a, b) => values[b]! - values[a]! || a - b);
  return places.map((place) => indices[place]!);
}

/** Within each run of ties: by how many records of the prompt have come before, then by priority. */
function spread({ columns: { priority, evaluation } }: RecordTable, sorted: Uint32Array): Uint32Array {
  const met = new Map<number, number>();
  const found = new Uint32Array(sorted.length);
  for (let from = 0; from < sorted.length; ) {
    const highest = priority.get(sorted[from]!);
    let to = from + 1;
    while (to < sorted.length && priority.get(sorted[to]!) >= highest * (1 - ALIKE)) to++;
    const turns = new Uint32Array(to - from);
    for (let place = from; place < to; place++) {
      const prompt = evaluation.prompt.get(sorted[place]!);
      const before = met.get(prompt) ?? 0;
      met.set(prompt, before + 1);
      turns[place - from] = before;
    }
    const places = Uint32Array.from(turns, (_, place) => place).sort((a, b) => turns[a]! - turns[b]! || a - b);
    places.forEach((place, at) => (found[from + at] = sorted[from + place]!));
    from = to;
  }
  return found;
}
