import { t } from '@vscode/l10n';
import { spreadLimit } from '../agreement/spread.js';
import { majorityShare, type VoteCount } from '../agreement/votes.js';
import type { WidestSpread } from '../agreement/widest.js';
import type { Flag } from './flag.js';
import { plain, responseName } from './words.js';

/** The annotators do not agree: marks too far apart on an attribute (2406.08673), or votes on both sides without a clear majority. */
export const lowAgreement: Flag = {
  name: 'low-agreement',
  get title() {
    return t('Annotators disagree');
  },
  needsScores: false,
  judge: (_file, thresholds) => ({ widest, votes }) => {
    const limit = widest === null ? null : spreadLimit(0, widest.range, thresholds.spreadShare);
    const apart = widest !== null && widest.spread > limit! ? widest : null;
    const torn = votes !== null && votes.first > 0 && votes.second > 0 && majorityShare(votes) <= thresholds.majorityShare ? votes : null;
    if (apart === null && torn === null) return null;
    return {
      values: {
        ...(apart && { attribute: apart.attribute, response: apart.response + 1, marks: apart.marks.join(', '), spread: apart.spread, limit }),
        ...(torn && { votes_1: torn.first, votes_2: torn.second, votes_tie: torn.neutral }),
      },
      why: () => [apart && marksApart(apart, limit!), torn && votesTorn(torn)].filter(Boolean).join(' '),
    };
  },
};

function marksApart({ attribute, response, marks, spread }: WidestSpread, limit: number): string {
  return t('Annotators split on {0} of response {1}: {2} (spread {3}, limit {4}).', attribute, responseName(response), marks.map(plain).join(', '), plain(spread), plain(limit));
}

function votesTorn({ first, second, neutral }: VoteCount): string {
  if (neutral === 0) return t('Annotators split on the preference: {0} for A, {1} for B.', first, second);
  return t('Annotators split on the preference: {0} for A, {1} for B, {2} for a tie.', first, second, neutral);
}
