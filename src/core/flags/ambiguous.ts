import type { Flag } from './flag.js';
import { counted, responseName, signed } from './words.js';

/** The models see next to no difference: |mean| is small, and the record is not contested (2401.06080's middle of the sorted means). */
export const ambiguous: Flag = {
  name: 'ambiguous',
  title: 'Models see no clear difference',
  needsScores: true,
  judge: (_file, { ambiguousMean, contestedSign }) => ({ ensemble, preferred, other, voters: noun }) => {
    if (ensemble === null || !(Math.abs(ensemble.mean) < ambiguousMean)) return null;
    const { mean, sd, pSign, voters } = ensemble;
    if (pSign !== null && pSign >= contestedSign) return null;
    return {
      values: { mean, sd, p_sign: pSign, models: voters, limit: ambiguousMean },
      why: () =>
        `${counted(voters, `${noun} sees`, `${noun}s together see`)} no clear difference between ${responseName(preferred)} and ` +
        `${responseName(other)}: ${signed(mean)}${voters > 1 ? ` ± ${sd.toFixed(2)}` : ''}, where ${ambiguousMean} is the limit.`,
    };
  },
};
