/** Records that answer the same prompt. A prompt of one record has no group. */
export class Siblings {
  private readonly groups = new Map<number, number[]>();

  /** `prompt` gives a number that equal prompts share, NaN for none. */
  constructor(
    count: number,
    private readonly prompt: (index: number) => number,
  ) {
    const first = new Map<number, number>();
    for (let index = 0; index < count; index++) {
      const print = prompt(index);
      if (Number.isNaN(print)) continue;
      const before = first.get(print);
      if (before === undefined) {
        first.set(print, index);
        continue;
      }
      const group = this.groups.get(print);
      if (group) group.push(index);
      else this.groups.set(print, [before, index]);
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
