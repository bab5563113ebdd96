import { isFixedScale, scaleOf } from '../agreement/scale.js';
import type { Voter } from '../scoring/scores.js';
import { BlockColumn } from './columns/blocks.js';

/** Every voter's raw rewards of every record, and the scales that make them comparable. A voter without a fixed scale says nothing until `freeze`. */
export class VoterScores {
  /** Voter-major: the rewards of all responses by the first voter, by the second... */
  private readonly rewards = new BlockColumn(Float64Array);
  private known: Voter[] = [];
  private readonly places = new Map<string, number>();
  /** One record's rewards on their way into the column. */
  private scratch = new Float64Array(0);

  get voters(): readonly Voter[] {
    return this.known;
  }

  get bytes(): number {
    return this.rewards.bytes;
  }

  /** Forgets all rewards; voters are named anew. */
  reset(voters: readonly Voter[]): void {
    this.rewards.clear();
    this.known = [...voters];
    this.places.clear();
    voters.forEach(({ name }, i) => this.places.set(name, i));
  }

  /** Place of a voter by name; a new one has no scale yet. */
  place(name: string): number {
    let place = this.places.get(name);
    if (place === undefined) {
      place = this.known.push({ name, scale: NaN }) - 1;
      this.places.set(name, place);
    }
    return place;
  }

  /** `rewards[voter][response]` of one record; a voter or reward that is missing is null or left out. */
  set(index: number, responses: number, rewards: readonly (readonly (number | null)[] | undefined)[]): void {
    const length = rewards.length * responses;
    if (this.scratch.length < length) this.scratch = new Float64Array(length);
    const { scratch } = this;
    for (let voter = 0, at = 0; voter < rewards.length; voter++) {
      const list = rewards[voter];
      for (let k = 0; k < responses; k++) scratch[at++] = list?.[k] ?? NaN;
    }
    this.rewards.set(index, scratch.length === length ? scratch : scratch.subarray(0, length));
  }

  /** The rewards follow their responses: `moves[new place]` = old place, -1 for a response nobody scored. */
  move(index: number, responses: number, moves: readonly number[]): void {
    const old = this.rewards.get(index);
    const block: number[] = [];
    for (let start = 0; start < old.length; start += responses) {
      for (const from of moves) block.push(from < 0 ? NaN : old[start + from]!);
    }
    this.rewards.set(index, block);
  }

  /** Gives every voter without a fixed scale the sd of its differences over the file, for good. `pair` says which responses a record compares. */
  freeze(count: number, responses: (index: number) => number, pair: (index: number) => readonly [number, number] | null): void {
    this.known = this.known.map((voter, place) => {
      if (isFixedScale(voter.scale)) return voter;
      const differences: number[] = [];
      for (let index = 0; index < count; index++) {
        const compared = pair(index);
        if (compared === null) continue;
        const difference = this.raw(index, responses(index), place, compared[0]) - this.raw(index, responses(index), place, compared[1]);
        if (Number.isFinite(difference)) differences.push(difference);
      }
      return { ...voter, scale: scaleOf(differences) };
    });
  }

  /** Each voter's scaled difference between two responses (places from 0); NaN where it scored not both. */
  differences(index: number, responses: number, preferred: number, other: number): number[] {
    const differences: number[] = [];
    for (let place = 0; place < this.known.length; place++) {
      const difference = this.raw(index, responses, place, preferred) - this.raw(index, responses, place, other);
      differences.push(difference / this.known[place]!.scale);
    }
    return differences;
  }

  /** One voter's reward of one response divided by its scale; NaN where it gave none. */
  reward(index: number, responses: number, voter: number, response: number): number {
    return this.raw(index, responses, voter, response) / this.known[voter]!.scale;
  }

  /** Each voter's reward of one response divided by its scale; those that scored it only. */
  scaled(index: number, responses: number, response: number): readonly number[] {
    const values: number[] = [];
    this.known.forEach(({ scale }, place) => {
      const value = this.raw(index, responses, place, response) / scale;
      if (Number.isFinite(value)) values.push(value);
    });
    return values;
  }

  private raw(index: number, responses: number, voter: number, response: number): number {
    return this.rewards.at(index, voter * responses + response);
  }
}
