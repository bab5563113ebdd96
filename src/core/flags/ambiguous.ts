import { t } from '@vscode/l10n';
import type { Flag } from './flag.js';
import { responseName, signed } from './words.js';

/** The models see next to no difference: |mean| is small, and the record is not contested (2401.06080's middle of the sorted means). */
export const ambiguous: Flag = {
  name: 'ambiguous',
  get title() {
    return t('Models see no clear difference');
  },
  needsScores: true,
  judge: (_file, { ambiguousMean, contestedSign }) => ({ ensemble, preferred, other, voters: noun }) => {
    if (ensemble === null || !(Math.abs(ensemble.mean) < ambiguousMean)) return null;
    const { mean, sd, pSign, voters } = ensemble;
    if (pSign !== null && pSign >= contestedSign) return null;
    return {
      values: { mean, sd, p_sign: pSign, models: voters, limit: ambiguousMean },
      why() {
        const places = [responseName(preferred), responseName(other), signed(mean), ambiguousMean, sd.toFixed(2), voters] as const;
        if (voters === 1) {
          return noun === 'member'
            ? t('One member of the model sees no clear difference between {0} and {1}: {2}, where {3} is the limit.', ...places)
            : t('One model sees no clear difference between {0} and {1}: {2}, where {3} is the limit.', ...places);
        }
        return noun === 'member'
          ? t('{5} members of the model together see no clear difference between {0} and {1}: {2} ± {4}, where {3} is the limit.', ...places)
          : t('{5} models together see no clear difference between {0} and {1}: {2} ± {4}, where {3} is the limit.', ...places);
      },
    };
  },
};
