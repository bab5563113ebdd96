import type { Flag } from './flag.js';
import { responseName, signed, sureness } from './words.js';

/** The models, taken together, clearly prefer the response that the label does not (2401.06080: mean < 0, and surely so). */
export const contested: Flag = {
  name: 'contested',
  title: 'Models contradict the label',
  needsScores: true,
  judge: (_file, { contestedSign }) => ({ ensemble, differences, preferred, other, voters: noun }) => {
    const pSign = ensemble?.pSign ?? null;
    if (ensemble === null || pSign === null || !(pSign >= contestedSign)) return null;
    const against = differences.filter((difference) => difference < 0).length;
    const { mean, sd, voters } = ensemble;
    return {
      values: { mean, sd, z: ensemble.z, p_sign: pSign, models: voters, against },
      why: () =>
        `${against} of ${voters} ${noun}s prefer ${responseName(other)}, the label says ${responseName(preferred)}: ` +
        `difference ${signed(mean)} ± ${sd.toFixed(2)}, sure to ${sureness(pSign)} that the sign is negative.`,
    };
  },
};
