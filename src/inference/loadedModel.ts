/** A model on its device: inputs in, scores out. */
import type { DeviceName } from '../core/scoring/deviceWish.js';
import type { DeviceChoice, ScoreInput } from '../core/scoring/scores.js';
import type { ModelFolder } from './modelFolder.js';
import { scoreAll, type BatchListener, type PipelineModel } from './pipeline.js';
import type { Session } from './session.js';
import { mostTokens } from './tensorLimit.js';
import { inputEncoder, type Encoded } from './tokenizer.js';

/** A model that is loaded. */
export class LoadedModel {
  private readonly memory: PipelineModel['memory'] = { limit: Infinity };
  private encoder: ((input: ScoreInput) => Encoded) | null = null;

  constructor(
    readonly folder: ModelFolder,
    readonly session: Session,
    readonly choice: DeviceChoice,
    /** Further adapters of the device's kind, on which other processes may run the model. */
    readonly others: readonly DeviceName[] = [],
  ) {}

  /** One input as token ids, in this thread. */
  encode(input: ScoreInput): Encoded {
    return (this.encoder ??= inputEncoder(this.folder))(input);
  }

  /** Padded tokens that a batch with an input of `longest` tokens may have on the device. */
  most(longest: number): number {
    return mostTokens(this.choice.device, this.folder.rules.layers, longest);
  }

  /** Scores every input once, batch by batch; an abort ends it after the batches that run, with the signal's reason. */
  async score(inputs: readonly ScoreInput[], tokenBudget: number, listener: BatchListener, signal: AbortSignal): Promise<void> {
    const { session, folder, memory } = this;
    // A session without threads of its own leaves the tokenising to this one.
    const encode = session.encode ?? (async (some: readonly ScoreInput[]) => some.map((input) => this.encode(input)));
    await scoreAll({ session, rules: folder.rules, encode, memory, most: (longest) => this.most(longest) }, inputs, tokenBudget, listener, signal);
  }
}
