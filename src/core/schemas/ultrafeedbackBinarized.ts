import { t } from '@vscode/l10n';
import { flipEdit } from './chosenRejected.js';
import { detection } from './detection.js';
import { isMessages, turnsOf } from './messages.js';
import { checkPair, pairRecord } from './pairRecord.js';
import type { Row, Schema } from './schema.js';

const NO_REWARDS: ReadonlySet<string> = new Set();

/** UltraFeedback as HuggingFaceH4 binarized it (2310.16944): both talks whole as messages, GPT-4's score of each, and the chosen talk once more for fine-tuning. */
export const ultrafeedbackBinarized: Schema = {
  name: 'ultrafeedback-binarized',
  chosenFirst: true,
  edits: ['flip', 'choose'],
  grouping: { kind: 'row' },

  detect: (sample) =>
    detection(sample, 0.97, t('prompt, prompt_id, chosen and rejected as messages, score_chosen and score_rejected'), (row) => {
      return (
        typeof row['prompt'] === 'string' &&
        typeof row['prompt_id'] === 'string' &&
        isMessages(row['chosen']) &&
        isMessages(row['rejected']) &&
        typeof row['score_chosen'] === 'number' &&
        typeof row['score_rejected'] === 'number'
      );
    }),

  check: checkPair,
  record: ([row]) => pairRecord(row as Row, NO_REWARDS, sameTalk(row as Row) ? ['messages'] : []),
  edit: ([row], operation) => flipEdit(row as Row, operation),
};

/** True where `messages` says nothing that `chosen` does not; after a flip it does. */
function sameTalk(row: Row): boolean {
  const [copy, chosen] = [turnsOf(row['messages'], ''), turnsOf(row['chosen'], '')];
  return copy?.length === chosen?.length && copy?.every(({ role, text }, i) => role === chosen?.[i]?.role && text === chosen[i].text) === true;
}
