/** The scorer's end of the wire. */
import { connect } from '../platform/node/rpc.js';
import type { LoadedModel as ModelView, ScorerEvents, ScorerMethods } from '../protocol/scorer.js';
import type { LoadedModel } from './loadedModel.js';
import { loadModel, type Places } from './loadModel.js';

/** Serves one parent process over IPC; several jobs take turns, a batch each. */
export function serveScorer(places: Places): void {
  const end = connect<ScorerMethods, ScorerEvents>(process);
  const models = new Map<string, LoadedModel>();
  const turn = turns();
  end.handle('load', async ({ model, device }) => {
    const loaded = await loadModel(model, device, places);
    // A model that this one replaces may still be at work; it goes when its last job does.
    models.set(model, loaded);
    return viewOf(loaded);
  });
  end.handle('score', async ({ job, model, inputs, tokenBudget }, signal) => {
    const loaded = models.get(model);
    if (!loaded) throw new Error(`the model is not loaded: ${model}`);
    const listener = {
      turn,
      before: (positions: readonly number[]) => end.notify('batch', { job, positions }),
      after: (items: ScorerEvents['scored']['items'], tokens: number) => end.notify('scored', { job, tokens, items }),
    };
    await loaded.score(inputs, tokenBudget, listener, signal);
    return null;
  });
}

function viewOf({ folder: { name, hash, rules }, choice }: LoadedModel): ModelView {
  const attributes = rules.attributes.map((attribute) => attribute.name);
  return { name, hash, members: rules.members, scale: rules.scale, attributes, calibration: rules.calibration, choice };
}

/** Work done one after the other, in the order of asking. */
function turns(): (work: () => Promise<void>) => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  return (work) => {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  };
}
