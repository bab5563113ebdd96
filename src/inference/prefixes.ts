/** Beginnings of texts that a session has read lately. */
import type { Past } from './pastInputs.js';

/** Two, so that two jobs that take turns do not read theirs anew for every batch. */
const HELD = 2;

/** Keeps the last ones, by their tokens. */
export class Prefixes {
  private held: { readonly ids: readonly number[]; readonly past: Past }[] = [];

  /** `read` runs a prefix alone. */
  constructor(private readonly read: (ids: readonly number[]) => Promise<Past>) {}

  /** The prefix, and whether it had to be read. */
  async get(ids: readonly number[]): Promise<{ readonly past: Past; readonly read: boolean }> {
    const known = this.held.find((one) => sameIds(one.ids, ids));
    if (known) this.held = [known, ...this.held.filter((one) => one !== known)];
    // What will not be asked for again makes room first.
    else this.held = this.held.slice(0, HELD - 1);
    const past = known?.past ?? (await this.read(ids));
    if (!known) this.held = [{ ids, past }, ...this.held];
    return { past, read: !known };
  }
}

function sameIds(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((id, i) => id === b[i]);
}
