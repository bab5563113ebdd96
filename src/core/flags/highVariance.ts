import { t } from '@vscode/l10n';
import { sdLimit, sdLimits } from './bins.js';
import type { Flag } from './flag.js';
import { signed } from './words.js';

/**
 * The models disagree among themselves more than on records with a similar difference. The sd grows with |mean|, so it is
 * compared within bins of |mean| (2401.06080: a high sd alone does not mean a wrong label).
 */
export const highVariance: Flag = {
  name: 'high-variance',
  get title() {
    return t('Models disagree with each other');
  },
  needsScores: true,
  judge: (file, { varianceBins, varianceShare }) => {
    const limits = sdLimits(file, varianceBins, varianceShare);
    return ({ ensemble, voters: noun }) => {
      if (ensemble === null || ensemble.voters < 2) return null;
      const { mean, sd, voters } = ensemble;
      const limit = sdLimit(limits, Math.abs(mean));
      if (limit === null || !(sd > limit)) return null;
      return {
        values: { mean, sd, models: voters, limit },
        why() {
          const places = [voters, sd.toFixed(2), signed(mean), Math.round((1 - varianceShare) * 100), limit.toFixed(2)] as const;
          return noun === 'member'
            ? t('The {0} members of the model differ by {1} around {2}; {3}% of records with a similar difference stay within {4}.', ...places)
            : t('The {0} models differ by {1} around {2}; {3}% of records with a similar difference stay within {4}.', ...places);
        },
      };
    };
  },
};
