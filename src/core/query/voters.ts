import { isFixedScale, scaleOf } from '../agreement/scale.js';
import type { Voter } from '../scoring/scores.js';
import { BlockColumn, type BlockPart } from './columns/blocks.js';

/** The rewards of the first records on their way to another table, and whose they are. */
export interface VoterPart {
  readonly names: readonly string[];
  readonly rewards: BlockPart;
}

/** Differences that are held at once while scales are made of them. */
const MOST_DIFFERENCES = 2_000_000;

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

  /** Place of a voter by name; a new one has no scale yet. `likely`: where it is looked for first. */
  place(name: string, likely = 0): number {
    // Most records have the same voters in the same order.
    if (this.known[likely]?.name === name) return likely;
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

  pack(count: number): VoterPart {
    return { names: this.known.map(({ name }) => name), rewards: this.rewards.pack(count) };
  }

  /** Takes rewards of another table, from `at` on, of records with `responses(index)` responses each. */
  append(at: number, { names, rewards }: VoterPart, responses: (index: number) => number): void {
    const places = names.map((name) => this.place(name));
    if (places.every((place, i) => place === i)) {
      this.rewards.append(at, rewards);
      return;
    }
    const { values, places: lists } = rewards;
    for (let i = 0; i * 2 < lists.length; i++) {
      const own: number[][] = [];
      const of = responses(at + i);
      const [start, end] = [lists[i * 2]!, lists[i * 2]! + lists[i * 2 + 1]!];
      for (let from = start; from < end; from += of) own[places[(from - start) / of]!] = [...values.subarray(from, from + of)];
      this.set(at + i, of, own);
    }
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
    if (this.known.every(({ scale }) => isFixedScale(scale))) return;
    const voters = [...this.known];
    // As many voters at once as there is room for their differences: all rewards of a record stand together.
    const most = Math.max(1, Math.floor(MOST_DIFFERENCES / Math.max(1, count)));
    for (let from = 0; from < voters.length; from += most) {
      const some = Math.min(most, voters.length - from);
      const differences = new Float64Array(some * count);
      const found = new Uint32Array(some);
      for (let index = 0; index < count; index++) {
        const compared = pair(index);
        if (compared === null) continue;
        const of = responses(index);
        for (let k = 0; k < some; k++) {
          const difference = this.raw(index, of, from + k, compared[0]) - this.raw(index, of, from + k, compared[1]);
          if (Number.isFinite(difference)) differences[k * count + found[k]!++] = difference;
        }
      }
      for (let k = 0; k < some; k++) {
        const voter = voters[from + k]!;
        if (!isFixedScale(voter.scale)) voters[from + k] = { ...voter, scale: scaleOf(differences.subarray(k * count, k * count + found[k]!)) };
      }
    }
    this.known = voters;
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
