/** Inputs with one prompt wait for each other: what they have in common is known when all are tokenised. */
import { samePrompt } from '../core/scoring/samePrompt.js';
import { sharedPrefix } from '../core/scoring/sharedPrefix.js';
import type { ScoreInput } from '../core/scoring/scores.js';
import type { Pool, Waiting } from './pool.js';

/** Those of one prompt that are here, and how many are not. */
interface Group {
  readonly here: Waiting[];
  missing: number;
}

/** Puts inputs into a pool, those of one prompt as a group where reading their prefix once is worth a run. */
export class Gathering {
  private readonly groups = new Map<number, Group>();

  /** `longest` says of how many tokens a prefix may be at present. */
  constructor(
    private readonly pool: Pool,
    inputs: readonly ScoreInput[],
    private readonly budget: number,
    private readonly longest: () => number,
  ) {
    for (const positions of samePrompt(inputs)) {
      const group: Group = { here: [], missing: positions.length };
      for (const position of positions) this.groups.set(position, group);
    }
  }

  /** An input that is tokenised. */
  add(input: Waiting): void {
    const group = this.groups.get(input.position);
    if (!group) return this.pool.add([input]);
    group.here.push(input);
    this.heard(group);
  }

  /** An input that has no tokens. */
  leaveOut(position: number): void {
    const group = this.groups.get(position);
    if (group) this.heard(group);
  }

  private heard(group: Group): void {
    if (--group.missing > 0) return;
    const here = group.here.sort((a, b) => a.position - b.position);
    const found = sharedPrefix(here.map(({ encoded }) => encoded.ids), this.budget);
    if (!found || found.length > this.longest()) return this.pool.add(here);
    const members = new Set(found.members);
    this.pool.addGroup(found.length, found.members.map((member) => here[member]!));
    this.pool.add(here.filter((_, i) => !members.has(i)));
  }
}
