/** The scorer's end of the wire. */
import { connect } from '../platform/node/rpc.js';
import type { LoadedModel as ModelView, ScorerEvents, ScorerMethods } from '../protocol/scorer.js';
import { embedInputs } from './embed.js';
import { Gate } from './gate.js';
import type { LoadedModel } from './loadedModel.js';
import { loadModel, type Places } from './loadModel.js';
import { Models } from './models.js';
import type { BatchListener } from './pipeline.js';

/** Serves one parent process over IPC; several jobs take turns, a batch each. */
export function serveScorer(places: Places): void {
  const end = connect<ScorerMethods, ScorerEvents>(process);
  const models = new Models();
  const gate = new Gate();
  const turn = (work: () => Promise<void>) => gate.turn(work);
  end.handle('load', async ({ model, device }) => {
    const loaded = await loadModel(model, device, places);
    gate.widen(loaded.session.lanes ?? 1);
    models.put(model, loaded);
    return viewOf(loaded);
  });
  end.handle('score', ({ job, model, inputs, tokenBudget, alone }, signal) =>
    models.use(model, async (loaded) => {
      const { session } = loaded;
      let busy = session.busySeconds?.() ?? 0;
      const listener: BatchListener = {
        turn: alone ? (work) => gate.alone(work) : turn,
        before: (positions) => end.notify('batch', { job, positions }),
        after: (items, tokens, padded) => {
          const since = busy;
          busy = session.busySeconds?.() ?? 0;
          return end.notify('scored', { job, tokens, padded, busy: busy - since, items });
        },
      };
      await loaded.score(inputs, tokenBudget, listener, signal);
      return null;
    }),
  );
  end.handle('embed', ({ model, inputs, tokenBudget }, signal) =>
    models.use(model, (loaded) => embedInputs(loaded, inputs, tokenBudget, turn, signal)),
  );
}

function viewOf({ folder: { name, hash, rules }, choice, others }: LoadedModel): ModelView {
  const attributes = rules.attributes.map((attribute) => attribute.name);
  return { name, hash, members: rules.members, scale: rules.scale, attributes, calibration: rules.calibration, wrong: rules.wrong, choice, others };
}
