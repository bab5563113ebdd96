import { ascending } from '../../evaluate/ascending.js';

/** Records that answer the same prompt. A prompt of one record has no group. */
export class Siblings {
  private readonly groups = new Map<number, number[]>();

  /** `prompt` gives a number that equal prompts share, NaN for none. */
  constructor(
    count: number,
    private readonly prompt: (index: number) => number,
  ) {
    const prints = new Float64Array(count);
    for (let index = 0; index < count; index++) prints[index] = prompt(index);
    // Equal prompts stand together, in file order; those of none stand last.
    const sorted = ascending(prints);
    for (let from = 0, to = 0; from < count; from = to) {
      const print = prints[sorted[from]!]!;
      for (to = from + 1; to < count && prints[sorted[to]!] === print; ) to++;
      if (to - from > 1) this.groups.set(print, [...sorted.subarray(from, to)]);
    }
  }

  /** Groups of two records or more, each ascending. */
  get all(): Iterable<readonly number[]> {
    return this.groups.values();
  }

  /** All records of a record's prompt, itself among them, ascending; empty where it is alone. */
  of(index: number): readonly number[] {
    return this.groups.get(this.prompt(index)) ?? [];
  }
}
