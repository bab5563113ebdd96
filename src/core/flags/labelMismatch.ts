import { t } from '@vscode/l10n';
import type { Flag, LabelledPrediction } from './flag.js';
import { plain, responseLabel } from './words.js';

/** A label is far from what a model predicts: by more than its usual error, and by a step and a half of a five-step scale or more. */
export const labelMismatch: Flag = {
  name: 'label-mismatch',
  get title() {
    return t('Model predicts another label');
  },
  needsScores: true,
  judge: (_file, { mismatchSd, mismatchSteps }) => ({ predictions }) => {
    let widest: LabelledPrediction | null = null;
    for (const one of predictions) {
      if (one.sds > mismatchSd && one.steps >= mismatchSteps && (widest === null || one.sds > widest.sds)) widest = one;
    }
    if (widest === null) return null;
    const { attribute, response, label, predicted, sd, sds, steps } = widest;
    return {
      values: { attribute, response: response + 1, label, predicted, sd, sds, steps },
      why: () =>
        t(
          'Response {0} is labelled {1} on {2}, but the model predicts {3} ± {4}: {5} times its usual error away.',
          responseLabel(response),
          plain(label),
          attribute,
          predicted.toFixed(1),
          sd.toFixed(1),
          sds.toFixed(1),
        ),
    };
  },
};
