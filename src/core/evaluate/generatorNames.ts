import type { RecordTable } from '../query/table.js';
import { generatorOf } from './responses.js';

/** The generator models of a file that are compared. */
export interface Generators {
  /** Most frequent first. */
  readonly names: readonly string[];
  readonly responses: readonly number[];
  readonly leftOut: number;
  /** Place in `names` of the model that wrote a response; -1 where it is unknown or left out. */
  place(index: number, response: number): number;
}

/** Every pair of generators has a number of its own, so many are too many. */
const MOST = 64;

/** The generators that wrote the responses of a table, dropped records left out. */
export function generatorsOf(table: RecordTable): Generators {
  const counts = new Map<string, number>();
  for (let index = 0; index < table.count; index++) {
    if (table.dropped(index)) continue;
    const n = table.columns.responses.get(index);
    for (let k = 0; k < n; k++) {
      const name = generatorOf(table, index, k);
      if (name !== null) counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  const ordered = [...counts].sort(([, a], [, b]) => b - a).slice(0, MOST);
  const places = new Map(ordered.map(([name], place) => [name, place] as const));
  return {
    names: ordered.map(([name]) => name),
    responses: ordered.map(([, count]) => count),
    leftOut: counts.size - ordered.length,
    place: (index, response) => places.get(generatorOf(table, index, response) ?? '') ?? -1,
  };
}
