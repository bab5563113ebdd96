import type { Hash } from '../ports.js';
import { keyText } from '../scoring/key.js';
import type { ScoreInput } from '../scoring/scores.js';
import type { Embedding } from './embedder.js';
import { surfaceFeatures } from './surface.js';

/** Everything that was ever made of a file's texts with one model, a row each; kept in memory, so that fitting anew takes seconds. */
export class TextRows {
  private readonly byKey = new Map<string, number>();
  private readonly promptNumbers = new Map<string, number>();
  private readonly embeddings: Embedding[] = [];
  private readonly surfaces: Float32Array[] = [];
  private readonly prompts: number[] = [];

  constructor(private readonly hash: Hash) {}

  get count(): number {
    return this.embeddings.length;
  }

  /** Number of different prompts. */
  get promptCount(): number {
    return this.promptNumbers.size;
  }

  /** What stands for a text here. */
  key(input: ScoreInput): string {
    return this.hash(keyText(input));
  }

  /** Row of a text; -1 where it has none. */
  row(input: ScoreInput): number {
    return this.byKey.get(this.key(input)) ?? -1;
  }

  has(key: string): boolean {
    return this.byKey.has(key);
  }

  /** Gives a text its row. */
  add(key: string, { prompt, response }: ScoreInput, embedding: Embedding): void {
    if (this.byKey.has(key)) return;
    this.byKey.set(key, this.count);
    this.embeddings.push(embedding);
    this.surfaces.push(surfaceFeatures(prompt.map(({ text }) => text).join('\n'), response));
    this.prompts.push(this.promptNumber(this.hash(keyText({ prompt, response: '' }))));
  }

  /** The prompt that a row answers, by its number. */
  prompt(row: number): number {
    return this.prompts[row]!;
  }

  embedding(row: number): Embedding {
    return this.embeddings[row]!;
  }

  surface(row: number): Float32Array {
    return this.surfaces[row]!;
  }

  private promptNumber(key: string): number {
    let number = this.promptNumbers.get(key);
    if (number === undefined) this.promptNumbers.set(key, (number = this.promptNumbers.size));
    return number;
  }
}
