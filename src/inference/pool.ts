/** Inputs that are tokenised and not yet in a batch. */
import { leadingBatch } from '../core/scoring/batches.js';
import { tailBatches, type Room } from '../core/scoring/sharedPrefix.js';
import type { Encoded } from './tokenizer.js';

/** An input and its place in the job. */
export interface Waiting {
  readonly position: number;
  readonly encoded: Encoded;
}

/** Inputs to run together; the first `prefix` tokens of them all are the same and run once. */
export interface Batch {
  readonly inputs: readonly Waiting[];
  readonly prefix: number;
}

/** Inputs with one prefix, the longest first; batches of it go to the lane that has read it, as long as others have work. */
interface Group {
  readonly prefix: number;
  readonly waiting: Waiting[];
  lane: number | null;
}

/** Filled by tokenisers while batches are taken from it, the longest inputs first. */
export class Pool {
  private waiting: Waiting[] = [];
  private groups: Group[] = [];
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

  /** Inputs whose first `prefix` tokens are the same, the longest first. */
  addGroup(prefix: number, inputs: readonly Waiting[]): void {
    this.groups.push({ prefix, waiting: [...inputs], lane: null });
    for (const { encoded } of inputs) this.tokens += encoded.ids.length - prefix;
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
    return this.waiting.length > 0 || this.groups.length > 0 || !this.ended;
  }

  /** Takes the next batch for a lane; empty where nothing waits. `most` limits its padded tokens by the length of its longest input. */
  take(lane: number, room: Required<Room>, most: (longest: number) => number): Batch {
    const group =
      this.groups.find((one) => one.lane === lane) ?? this.groups.find((one) => one.lane === null) ?? (this.waiting.length === 0 ? this.groups[0] : undefined);
    if (!group) return { inputs: this.takePlain(Math.min(room.budget, room.held), most), prefix: 0 };
    group.lane ??= lane;
    const { prefix, waiting } = group;
    const held = Math.min(room.held, most(waiting[0]!.encoded.ids.length));
    const [size = 0] = tailBatches(waiting.map(({ encoded }) => encoded.ids.length - prefix), prefix, { ...room, held });
    const inputs = waiting.splice(0, size);
    for (const { encoded } of inputs) this.tokens -= encoded.ids.length - prefix;
    if (waiting.length === 0) this.groups = this.groups.filter((one) => one !== group);
    return { inputs, prefix };
  }

  /** The groups with a longer prefix become inputs like others. */
  dissolve(longest: number): void {
    for (const { prefix, waiting } of this.groups.filter((group) => group.prefix > longest)) {
      for (const { encoded } of waiting) this.tokens -= encoded.ids.length - prefix;
      this.add(waiting);
    }
    this.groups = this.groups.filter((group) => group.prefix <= longest);
  }

  private takePlain(room: number, most: (longest: number) => number): Waiting[] {
    if (!this.sorted) this.waiting.sort((a, b) => b.encoded.ids.length - a.encoded.ids.length || a.position - b.position);
    this.sorted = true;
    const longest = this.waiting[0]?.encoded.ids.length;
    if (longest === undefined) return [];
    const budget = Math.min(room, most(longest));
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
