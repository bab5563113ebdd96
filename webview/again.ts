/** Decided records that come back now and then, unmarked and blind, to show the curator their own consistency. */
import type { Consistency } from '../src/core/audit/result.js';
import { randomStream } from '../src/core/fit/random.js';

/** A record comes back after one in so many decisions. */
const ONE_IN = 25;
/** And only where so many others were decided since. */
const APART = 15;

/** Keeps which records were decided here, and picks those that come back. Each comes back once. */
export class Again {
  /** Hears how a record that came back was decided, and how often that agreed. */
  onAnswer: (index: number, same: boolean, consistency: Consistency | null) => void = () => undefined;
  enabled = false;
  readonly #decided: number[] = [];
  readonly #known = new Set<number>();
  readonly #random: () => number;
  #due = false;
  /** The record that came back, and where the curator was. */
  #open: { readonly index: number; readonly from: number; answered: boolean } | null = null;

  constructor(seed: number) {
    this.#random = randomStream(seed);
  }

  /** A record was decided; `fit` says whether a second look at it would tell anything. */
  decided(index: number, fit: boolean): void {
    if (this.#known.has(index)) return;
    this.#known.add(index);
    this.#decided.push(fit ? index : -1);
    if (this.#random() < 1 / ONE_IN) this.#due = true;
  }

  /** A record that comes between this one and the next; null for none. */
  between(from: number): number | null {
    if (!this.enabled || !this.#due || this.#open) return null;
    const old = [...this.#decided.keys()].slice(0, Math.max(0, this.#decided.length - APART)).filter((at) => this.#decided[at]! >= 0 && this.#decided[at] !== from);
    if (old.length === 0) return null;
    const at = old[Math.floor(this.#random() * old.length)]!;
    const index = this.#decided[at]!;
    this.#decided[at] = -1;
    this.#due = false;
    this.#open = { index, from, answered: false };
    return index;
  }

  /** Where a step from a record begins: where the curator was before it came back. */
  origin(from: number): number {
    const open = this.#open;
    if (!open) return from;
    this.#open = null;
    return open.index === from ? open.from : from;
  }

  /** Where a record stands in the list for the curator: one that came back leaves the list where it was. */
  standsAt(index: number): number {
    return this.#open?.index === index ? this.#open.from : index;
  }

  /** True for the record that came back and is not decided again. */
  isOpen(index: number): boolean {
    return this.#open?.index === index && !this.#open.answered;
  }

  /** It is decided again, or skipped. */
  close(index: number): void {
    if (this.#open?.index === index) this.#open.answered = true;
  }

  answered(index: number, same: boolean, consistency: Consistency | null): void {
    this.onAnswer(index, same, consistency);
  }
}
