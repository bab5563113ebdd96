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

  /** `hands` scorers share it: each gets as much as one alone would. */
  constructor(private readonly hands = 1) {}

  /** True where an input with this key is already here; the position then shares its result. */
  share(key: Buffer, position: number): boolean {
    const same = this.pending.get(key.toString('latin1'));
    same?.positions.push(position);
    return same !== undefined;
  }

  add(key: Buffer, input: ScoreInput, position: number): void {
    this.pending.set(key.toString('latin1'), { key, input, positions: [position], suspect: false, deaths: 0 });
    this.characters += charactersOf(input);
  }

  get full(): boolean {
    return this.pending.size >= WINDOW_INPUTS * this.hands || this.characters >= WINDOW_CHARACTERS * this.hands;
  }
}

/** Characters of an input's prompt and response. */
export function charactersOf({ prompt, response }: ScoreInput): number {
  return response.length + prompt.reduce((sum, turn) => sum + turn.text.length, 0);
}
