import { t } from '@vscode/l10n';
import type { Flag } from './flag.js';
import { responseName, signed, sureness } from './words.js';

/** The models, taken together, clearly prefer the response that the label does not (2401.06080: mean < 0, and surely so). */
export const contested: Flag = {
  name: 'contested',
  get title() {
    return t('Models contradict the label');
  },
  needsScores: true,
  judge: (_file, { contestedSign }) => (evidence) => {
    const { ensemble } = evidence;
    const pSign = ensemble?.pSign ?? null;
    if (ensemble === null || pSign === null || !(pSign >= contestedSign)) return null;
    const { differences, preferred, other, voters: noun } = evidence;
    const against = differences.filter((difference) => difference < 0).length;
    const { mean, sd, voters } = ensemble;
    return {
      values: { mean, sd, z: ensemble.z, p_sign: pSign, models: voters, against },
      why() {
        const places = [against, voters, responseName(other), responseName(preferred), signed(mean), sd.toFixed(2), sureness(pSign)] as const;
        return noun === 'member'
          ? t('{0} of {1} members of the model prefer {2}, the label says {3}: difference {4} ± {5}, below zero with certainty {6}.', ...places)
          : t('{0} of {1} models prefer {2}, the label says {3}: difference {4} ± {5}, below zero with certainty {6}.', ...places);
      },
    };
  },
};
