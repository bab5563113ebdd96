import { t } from '@vscode/l10n';
import type { Flag } from './flag.js';

/** The same prompt and the same set of responses stand elsewhere in the file with another label. */
export const duplicate: Flag = {
  name: 'duplicate',
  get title() {
    return t('Labelled differently elsewhere');
  },
  needsScores: false,
  judge: () => ({ twins }) =>
    twins && {
      values: { first: twins.first, twins: twins.count, against: twins.against },
      why: () =>
        twins.count === 1
          ? t('Record {0} has the same prompt and the same responses, with another label.', twins.first)
          : t('{0} other records have the same prompt and the same responses, {1} of them with another label; the first is record {2}.', twins.count, twins.against, twins.first),
    },
};
