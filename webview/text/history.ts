/** What was done to a record, in words. */
import { t } from '@vscode/l10n';
import type { Operation } from '../../src/core/edits.js';
import type { HistoryLine } from '../../src/core/reviews/history.js';
import type { Review } from '../../src/core/reviews/review.js';
import { responseLetter } from '../../src/protocol/responseLetter.js';
import { oneLine } from './hostile.js';
import { number } from './numbers.js';

/** One line: what happened; a taking back says what of. */
export function happened(line: HistoryLine): string {
  switch (line.event) {
    case 'edit': return operationWords(line.operation);
    case 'undo': return t('taken back: {0}', operationWords(line.operation));
    case 'review': return reviewWords(line.review);
    case 'unreview': return t('taken back: {0}', reviewWords(line.review));
    // The log holds other things as well; they are none of the record's label.
    default: return '';
  }
}

/** An edit in words. */
function operationWords(operation: Operation): string {
  switch (operation.kind) {
    case 'flip': return t('preference flipped');
    case 'choose': return t('{0} chosen', responseLetter(operation.response));
    case 'tie': return t('marked as a tie');
    case 'strength': return operation.value === 0 ? t('marked as a tie') : t('{0} better by {1}', responseLetter(operation.value < 0 ? 1 : 2), number(Math.abs(operation.value)));
    case 'set': return t('{0} of {1} set to {2}', oneLine(operation.attribute), responseLetter(operation.response), number(operation.value));
    case 'drop': return t('dropped');
  }
}

function reviewWords(review: Review): string {
  switch (review.kind) {
    case 'accept': return t('accepted as it is');
    case 'skip': return t('skipped');
    case 'note': return review.text === '' ? t('note removed') : t('note: {0}', oneLine(review.text));
  }
}
