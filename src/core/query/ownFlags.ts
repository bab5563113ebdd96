import type { OwnFlag } from '../flags/own/ownFlag.js';
import type { RecordTable } from './table.js';
import { tokens } from './tokens.js';

/** A flag of the user's own whose condition cannot be evaluated, and why. */
export interface OwnFlagProblem {
  readonly name: string;
  readonly reason: string;
}

/** How the records that meet a condition are found. */
export interface Conditions {
  where(condition: string): Promise<Uint32Array>;
  /** These records' metrics read differently now; null = any may. */
  changed(indices: readonly number[] | null): void;
}

/** Marks the records that meet the user's own flags, once the built-in ones are known. */
export class OwnFlagMarker {
  /** Flags whose conditions failed when all records were asked for. */
  problems: readonly OwnFlagProblem[] = [];

  constructor(
    private readonly table: RecordTable,
    private readonly conditions: Conditions,
  ) {}

  /**
   * Marks all records, or some of them; each condition sees the built-in flags, and those of the user's above it. One that
   * fails marks nothing: it is in `problems`, the others go on.
   */
  async mark(only: readonly number[] | null): Promise<void> {
    const { judging } = this.table;
    if (judging.ownFlags.length === 0 || !judging.done) return;
    const { where, changed } = this.conditions;
    const problems: OwnFlagProblem[] = [];
    let unseen = false;
    for (const [place, flag] of judging.ownFlags.entries()) {
      if (only !== null && this.problems.some(({ name }) => name === flag.name)) continue;
      if (unseen && readsFlags(flag)) {
        changed(only);
        unseen = false;
      }
      try {
        const found = await where(only === null ? flag.where : `(\n${flag.where}\n) and "index" in (${only.join(', ')})`);
        judging.mark(place, found);
        unseen ||= found.length > 0;
      } catch (error) {
        problems.push({ name: flag.name, reason: (error as Error).message });
      }
    }
    if (unseen) changed(only);
    if (only === null) this.problems = problems;
  }
}

function readsFlags({ where }: OwnFlag): boolean {
  return tokens(where).some(({ text }) => text === 'flags');
}
