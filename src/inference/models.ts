/** The models of a scorer, by folder. */
import type { LoadedModel } from './loadedModel.js';

/** A model, and how many jobs use it. */
interface Held {
  readonly model: LoadedModel;
  jobs: number;
  replaced: boolean;
}

/** Loaded models; one that is replaced closes when its last job ends. */
export class Models {
  private readonly held = new Map<string, Held>();

  put(folder: string, model: LoadedModel): void {
    const before = this.held.get(folder);
    this.held.set(folder, { model, jobs: 0, replaced: false });
    if (!before) return;
    before.replaced = true;
    closeUnused(before);
  }

  /** Does the work with a model that is loaded; throws where it is not. */
  async use<T>(folder: string, work: (model: LoadedModel) => Promise<T>): Promise<T> {
    const held = this.held.get(folder);
    if (!held) throw new Error(`the model is not loaded: ${folder}`);
    held.jobs += 1;
    try {
      return await work(held.model);
    } finally {
      held.jobs -= 1;
      closeUnused(held);
    }
  }
}

function closeUnused({ model, jobs, replaced }: Held): void {
  // Nobody waits for it, or needs it any more: how it ends is of no matter.
  if (replaced && jobs === 0) model.session.close().catch(() => undefined);
}
