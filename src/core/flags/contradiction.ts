import { t } from '@vscode/l10n';
import type { Flag } from './flag.js';
import { plain, recordList, responseName } from './words.js';

/** The labels of the responses (goodness or helpfulness) put another one above the stated choice, by a step or more; or preferences of one prompt go in a circle. */
export const contradiction: Flag = {
  name: 'contradiction',
  get title() {
    return t('Labels contradict the preference');
  },
  needsScores: false,
  judge: (_file, { contradictionStep }) => ({ preferred, labelMargin, circle }) => {
    const above = labelMargin !== null && preferred !== null && labelMargin.by >= contradictionStep ? labelMargin : null;
    if (above === null && circle === null) return null;
    return {
      values: {
        ...(above && { preferred: preferred! + 1, better: above.better + 1, by: above.by }),
        ...(circle && { circle: circle.length }),
      },
      why: () =>
        [
          above && t('The preference says {0}, but the labels put {1} {2} above it.', responseName(preferred), responseName(above.better), plain(above.by)),
          circle && circleText(circle.length, circle.records()),
        ]
          .filter(Boolean)
          .join(' '),
    };
  },
};

function circleText(length: number, records: readonly number[]): string {
  if (records.length === 0) return t('The preferences among this prompt’s responses go in a circle: they cannot all be right.');
  return t('The preferences of {0} records with this prompt go in a circle, each over the next: {1}. They cannot all be right.', length, recordList(records));
}
