/** Inputs that are sent to the scorer together, and what has become of them. */
import type { ScoreInput } from '../../../core/scoring/scores.js';

/** Inputs of a window: enough to sort by length well, few enough to hold twice. */
const WINDOW_INPUTS = 2000;
const WINDOW_CHARACTERS = 8_000_000;

/** One input to compute, and every position of the caller's list that has it. */
export interface Pending {
  readonly key: Buffer;
  readonly input: ScoreInput;
  readonly positions: number[];
  /** A scorer died while it ran this input, maybe beside others. */
  suspect: boolean;
  /** Times a scorer died while it ran this input alone. */
  deaths: number;
}

/** Collects inputs until they fill a window; equal ones become one. */
export class Window {
  readonly pending = new Map<string, Pending>();
  private characters = 0;

  /** True where an input with this key is already here; the position then shares its result. */
  share(key: Buffer, position: number): boolean {
    const same = this.pending.get(key.toString('latin1'));
    same?.positions.push(position);
    return same !== undefined;
  }

  add(key: Buffer, input: ScoreInput, position: number): void {
    this.pending.set(key.toString('latin1'), { key, input, positions: [position], suspect: false, deaths: 0 });
    this.characters += input.response.length + input.prompt.reduce((sum, turn) => sum + turn.text.length, 0);
  }

  get full(): boolean {
    return this.pending.size >= WINDOW_INPUTS || this.characters >= WINDOW_CHARACTERS;
  }
}
