/** Records and bad rows near the shown one, kept so that a key press waits for nobody. */
import type { BadRowText } from '../src/protocol/views/badRow.js';
import type { RecordView } from '../src/protocol/views/record.js';

/** What an item of the list is shown as. */
export type Shown = RecordView | BadRowText;

interface Entry {
  readonly promise: Promise<Shown>;
  value: Shown | null;
  /** Set where the record changed after it was asked for: its answer may be the old one. */
  stale: boolean;
}

/** A small cache; the least recently asked for goes first. */
export class RecordCache {
  readonly #entries = new Map<number, Entry>();

  constructor(
    private readonly load: (index: number) => Promise<Shown>,
    private readonly capacity = 32,
  ) {}

  /** The record where it is already here. */
  peek(index: number): Shown | null {
    return this.#entries.get(index)?.value ?? null;
  }

  /** The record as it reads now: an answer that a change overtook is asked for again. */
  async get(index: number): Promise<Shown> {
    for (;;) {
      const entry = this.#entry(index);
      try {
        const record = await entry.promise;
        if (!entry.stale) return record;
      } catch (error) {
        if (this.#entries.get(index) === entry) this.#entries.delete(index);
        if (!entry.stale) throw error;
      }
    }
  }

  /** Forgets these records; null = all. */
  invalidate(indices: readonly number[] | null): void {
    for (const index of indices ?? [...this.#entries.keys()]) {
      const entry = this.#entries.get(index);
      if (entry) entry.stale = true;
      this.#entries.delete(index);
    }
  }

  #entry(index: number): Entry {
    const known = this.#entries.get(index);
    if (known) {
      this.#entries.delete(index);
      this.#entries.set(index, known);
      return known;
    }
    const entry: Entry = { promise: this.load(index), value: null, stale: false };
    entry.promise.then((record) => { entry.value = record; }, () => undefined);
    this.#entries.set(index, entry);
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= this.capacity) break;
      this.#entries.delete(oldest);
    }
    return entry;
  }
}
