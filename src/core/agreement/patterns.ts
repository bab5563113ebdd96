import { itemCount, type RatedItems } from './ratedItems.js';

/**
 * Items grouped by equal multisets of marks, with the sums of each that the statistics are made of: a resample then only
 * counts how often each group was drawn.
 */
export interface Patterns {
  /** Values of the categories, ascending. */
  readonly categories: Float64Array;
  /** The group of each item. */
  readonly of: Uint32Array;
  readonly size: number;
  /** The categories that group g has are `category[starts[g]]` on, each `times[...]` times. */
  readonly starts: Uint32Array;
  readonly category: Uint32Array;
  readonly times: Float64Array;
  /** Marks of one item of the group. */
  readonly marks: Float64Array;
  /** Ordered pairs of its marks that are equal. */
  readonly agreeing: Float64Array;
  /** Sum over ordered pairs of the squared difference of values. */
  readonly squares: Float64Array;
  /** Sum of its marks, each less the middle of the scale. */
  readonly sum: Float64Array;
}

/** Groups items by their marks. */
export function patternsOf(items: RatedItems): Patterns {
  const { categories, starts, places } = items;
  const known = new Map<string, number>();
  const of = new Uint32Array(itemCount(items));
  const lists: Uint32Array[] = [];
  for (let item = 0; item < of.length; item++) {
    const sorted = places.slice(starts[item], starts[item + 1]).sort();
    const key = sorted.join();
    let group = known.get(key);
    if (group === undefined) known.set(key, (group = lists.push(sorted) - 1));
    of[item] = group;
  }
  return { ...summed(lists, Float64Array.from(categories)), of };
}

function summed(lists: readonly Uint32Array[], categories: Float64Array): Omit<Patterns, 'of'> {
  const size = lists.length;
  const middle = ((categories[0] ?? 0) + (categories.at(-1) ?? 0)) / 2;
  const [starts, category, times] = [new Uint32Array(size + 1), [] as number[], [] as number[]];
  const [marks, agreeing, squares, sum] = [new Float64Array(size), new Float64Array(size), new Float64Array(size), new Float64Array(size)];
  lists.forEach((list, group) => {
    marks[group] = list.length;
    for (let i = 0, next = 0; i < list.length; i = next) {
      while (next < list.length && list[next] === list[i]) next++;
      category.push(list[i]!);
      times.push(next - i);
      agreeing[group]! += (next - i) * (next - i - 1);
      sum[group]! += (next - i) * (categories[list[i]!]! - middle);
      for (let j = starts[group]!; j < category.length - 1; j++) {
        squares[group]! += 2 * (next - i) * times[j]! * (categories[list[i]!]! - categories[category[j]!]!) ** 2;
      }
    }
    starts[group + 1] = category.length;
  });
  return { categories, size, starts, category: Uint32Array.from(category), times: Float64Array.from(times), marks, agreeing, squares, sum };
}

/** How many items each group has. */
export function groupSizes({ of, size }: Pick<Patterns, 'of' | 'size'>): Float64Array {
  const counts = new Float64Array(size);
  for (const group of of) counts[group]!++;
  return counts;
}
