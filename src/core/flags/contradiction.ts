import type { Flag } from './flag.js';
import { plain, responseName } from './words.js';

/** The labels of the responses put another one above the stated choice, by a step or more. */
export const contradiction: Flag = {
  name: 'contradiction',
  title: 'Labels contradict the preference',
  needsScores: false,
  judge: (_file, { contradictionStep }) => ({ preferred, labelMargin }) => {
    if (labelMargin === null || preferred === null || !(labelMargin.by >= contradictionStep)) return null;
    const { better, by } = labelMargin;
    return {
      values: { preferred: preferred + 1, better: better + 1, by },
      why: () => `The preference says ${responseName(preferred)}, but the labels put ${responseName(better)} ${plain(by)} above it.`,
    };
  },
};
