/** Which record is shown first. */
import type { DatasetView } from '../src/protocol/views/dataset.js';
import type { Navigation } from './navigation.js';
import { itemAt, type Store } from './state.js';

/** A list that comes this soon after a record that was shown for want of it still decides which one is shown, while nobody has pressed or scrolled anything. */
const SECOND_THOUGHTS_MS = 5000;

/** Shows a first record as soon as there is one, and the list's first where that can be had in time: who goes on from the middle of the queue misses its best. */
export class FirstRecord {
  /** The record that was shown for want of the whole file's list. */
  #guess: { readonly index: number; readonly until: number; readonly asked: number } | null = null;

  constructor(
    private readonly store: Store,
    private readonly navigation: Navigation,
  ) {}

  /** Shows the saved record, else the list's first, else the file's first; nothing once one is shown or asked for. */
  async show(dataset: DatasetView): Promise<void> {
    const { target, record, badRow, list, items, recordError } = this.store.state;
    if (record || badRow || recordError || (dataset.records === 0 && dataset.badRowCount === 0)) return;
    // A saved place may lie beyond a file that has become shorter.
    if (target !== null && ((target < dataset.records && target >= -dataset.rows) || !dataset.complete)) return this.#showAgain(target);
    if (list && list.total === 0) return;
    const index = list ? itemAt(items, 0)?.index : dataset.records > 0 ? 0 : undefined;
    if (index === undefined) return;
    const shown = this.navigation.show(index);
    if (!list || !dataset.complete) this.#guess = { index, until: Date.now() + SECOND_THOUGHTS_MS, asked: this.navigation.asked };
    await shown;
  }

  /** What was asked for is on its way: asking once more is nobody's doing. */
  #showAgain(target: number): Promise<void> {
    const before = this.navigation.asked;
    const shown = this.navigation.show(target);
    if (this.#guess?.asked === before) this.#guess = { ...this.#guess, asked: this.navigation.asked };
    return shown;
  }

  /** Somebody works with what is shown: it stays. */
  begun(): void {
    this.#guess = null;
  }

  /** The whole file's list is here: shows its first record, where nobody has begun with the one that was shown for want of it. */
  async settle(): Promise<void> {
    const guess = this.#guess;
    const { dataset, list, items, record, pending, noteOf } = this.store.state;
    if (!guess || !list || !dataset?.complete) return;
    this.#guess = null;
    const first = itemAt(items, 0)?.index;
    const begun = this.navigation.asked !== guess.asked || pending !== null || noteOf !== null || (record !== null && (record.edited || record.dropped || record.state !== 'untouched'));
    if (first !== undefined && first !== guess.index && !begun && Date.now() <= guess.until) await this.navigation.show(first);
  }
}
