/** Inputs that are tokenised and not yet in a batch. */
import { leadingBatch } from '../core/scoring/batches.js';
import type { Encoded } from './tokenizer.js';

/** An input and its place in the job. */
export interface Waiting {
  readonly position: number;
  readonly encoded: Encoded;
}

/** Filled by tokenisers while batches are taken from it, the longest inputs first. */
export class Pool {
  private waiting: Waiting[] = [];
  private sorted = true;
  private tokens = 0;
  private ended = false;
  private listeners: (() => void)[] = [];

  add(inputs: readonly Waiting[]): void {
    this.waiting.push(...inputs);
    this.sorted = false;
    for (const { encoded } of inputs) this.tokens += encoded.ids.length;
    this.wake();
  }

  /** Nothing more will be added. */
  end(): void {
    this.ended = true;
    this.wake();
  }

  /** Waits until at least so many tokens are here, or all that will be; false where there are none. */
  async ready(tokens: number): Promise<boolean> {
    while (!this.ended && this.tokens < tokens) await new Promise<void>((resolve) => this.listeners.push(resolve));
    return this.waiting.length > 0 || !this.ended;
  }

  /** Takes the next batch of at most `budget` padded tokens; empty where nothing waits. */
  take(budget: number): Waiting[] {
    if (!this.sorted) this.waiting.sort((a, b) => b.encoded.ids.length - a.encoded.ids.length || a.position - b.position);
    this.sorted = true;
    // No batch has more inputs than tokens.
    const lengths = this.waiting.slice(0, Math.max(1, budget)).map(({ encoded }) => encoded.ids.length);
    const taken = this.waiting.splice(0, leadingBatch(lengths, budget));
    for (const { encoded } of taken) this.tokens -= encoded.ids.length;
    return taken;
  }

  private wake(): void {
    for (const listener of this.listeners.splice(0)) listener();
  }
}
