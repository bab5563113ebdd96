import { t } from '@vscode/l10n';
import type { Defects } from './defects/defects.js';
import type { Flag } from './flag.js';
import { responseLabel } from './words.js';

/** There is nothing to choose between, or not all of it: an empty response, identical ones, one that stops in the middle, refusals only. */
export const degenerate: Flag = {
  name: 'degenerate',
  get title() {
    return t('Nothing to compare');
  },
  needsScores: false,
  judge: () => ({ defects }) =>
    defects && {
      values: {
        ...(defects.empty !== null && { empty: defects.empty + 1 }),
        ...(defects.identical && { identical: defects.identical.map((position) => position + 1).join(', ') }),
        ...(defects.cutOff !== null && { cut_off: defects.cutOff + 1 }),
        ...(defects.refusals && { refusals: 1 }),
      },
      why: () => sentences(defects).join(' '),
    },
};

function sentences({ empty, identical, cutOff, refusals }: Defects): string[] {
  return [
    empty === null ? [] : [t('Response {0} is empty.', responseLabel(empty))],
    identical === null ? [] : [t('Responses {0} and {1} are the same.', responseLabel(identical[0]), responseLabel(identical[1]))],
    cutOff === null ? [] : [t('Response {0} seems to stop in the middle.', responseLabel(cutOff))],
    refusals ? [t('All responses decline to answer.')] : [],
  ].flat();
}
