import { t } from '@vscode/l10n';
import { flipEdit } from './chosenRejected.js';
import { detection, told } from './detection.js';
import { checkPair, isAnswer, pairRecord, sideColumns } from './pairRecord.js';
import { hasPrompt } from './promptColumns.js';
import type { Detection, Row, Schema } from './schema.js';
import { rewardNames } from './sideScores.js';

/** prompt, chosen, rejected (TRL, UltraFeedback, Orca, LLaMA-Factory): strings or message lists, with any score columns beside them or in `metadata`. */
export const pair: Schema = pairWith(new Set());

function pairWith(rewards: ReadonlySet<string>): Schema {
  return {
    name: 'pair',
    chosenFirst: true,
    edits: ['flip', 'choose'],
    grouping: { kind: 'row' },
    fit: (sample) => pairWith(rewardNames(sample)),
    detect,
    check: checkPair,
    record: ([row]) => pairRecord(row as Row, rewards),
    edit: ([row], operation) => flipEdit(row as Row, operation),
  };
}

function detect(sample: readonly Row[]): Detection | null {
  const prompted = told(sample).some(hasPrompt);
  const messages = sample.some((row) => sideColumns(row)?.every((side) => Array.isArray(row[side])));
  // Without a prompt, lists of messages share one; two plain texts might be anything.
  const sure = prompted ? 0.8 : messages ? 0.75 : 0.55;
  const what = prompted ? t('prompt, chosen and rejected as text or messages') : t('chosen and rejected as text or messages');
  return detection(sample, sure, what, (row) => (!prompted || hasPrompt(row)) && sideColumns(row)?.every((side) => isAnswer(row[side])) === true);
}
