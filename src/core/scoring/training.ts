/** Whether a model judges what it learned from. */
import type { Hash } from '../ports.js';
import { promptText, type Template } from './promptText.js';
import type { ScoreInput } from './scores.js';

/** The prompts that a model was trained on, as its folder lists them: the first 16 hex digits of the sha256 of each prompt's text by the template. */
export interface TrainingPrompts {
  readonly model: string;
  readonly template: Template;
  readonly hashes: ReadonlySet<string>;
}

/** Records whose prompt is among a model's training prompts, of those looked at, and the models that are so. */
export interface TrainedShare {
  readonly prompts: number;
  readonly of: number;
  readonly models: readonly string[];
}

/** Counts a file's records, one after the other, whose prompts models were trained on. */
export class TrainingCount {
  private prompts = 0;
  private of = 0;
  private readonly models = new Set<string>();

  constructor(
    private readonly lists: readonly TrainingPrompts[],
    private readonly hash: Hash,
  ) {}

  /** Takes the prompt of the next record. */
  take(prompt: ScoreInput['prompt']): void {
    const knowing = this.lists.filter(({ template, hashes }) => hashes.has(this.hash(promptText(prompt, template))));
    this.of += 1;
    if (knowing.length > 0) this.prompts += 1;
    for (const { model } of knowing) this.models.add(model);
  }

  /** What was counted so far; null where no model lists its training prompts. */
  get share(): TrainedShare | null {
    return this.lists.length === 0 ? null : { prompts: this.prompts, of: this.of, models: [...this.models] };
  }
}
