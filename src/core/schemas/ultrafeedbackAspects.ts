import { t } from '@vscode/l10n';
import type { AttributeLabel } from '../record.js';
import { kind, objectOrNull } from './fields.js';
import { RowError, type Row } from './schema.js';

/** UltraFeedback's four aspects, in the order of its file; 1 to 5. */
export const ASPECTS = ['instruction_following', 'honesty', 'truthfulness', 'helpfulness'] as const;
/** GPT-4's score of the whole answer; 1 to 10. */
export const OVERALL = 'overall_score';
const JUDGE = 'judge';

/** Ends of an attribute's scale. */
export function aspectScale(attribute: string): { min: number; max: number; whole: boolean } {
  return attribute === OVERALL ? { min: 1, max: 10, whole: false } : { min: 1, max: 5, whole: true };
}

/** The labels of one completion; an aspect that the judge called N/A has none. Throws `RowError` naming the cell. */
export function aspectLabels(completion: Row, at: string): AttributeLabel[] {
  const annotations = objectOrNull(completion['annotations']);
  const labels = ASPECTS.flatMap((aspect): AttributeLabel[] => {
    const said = annotations ? objectOrNull(annotations[aspect]) : null;
    return said ? [label(aspect, said['Rating'], `${at}.annotations.${aspect}.Rating`)] : [];
  });
  const overall = completion[OVERALL];
  return overall === undefined || overall === null ? labels : [...labels, label(OVERALL, overall, `${at}.${OVERALL}`)];
}

function label(attribute: string, cell: unknown, at: string): AttributeLabel {
  const { min, max, whole } = aspectScale(attribute);
  const value = mark(cell, at);
  if (value !== null && !(value >= min && value <= max && (!whole || Number.isInteger(value)))) {
    throw new RowError(whole ? t('{0} is {1}, outside the scale {2} to {3} in whole numbers', at, value, min, max) : t('{0} is {1}, outside the scale {2} to {3}', at, value, min, max));
  }
  return { attribute, pool: null, min, max, ratings: value === null ? [] : [{ annotator: JUDGE, value }], consensus: value };
}

/** Ratings are written as text; null for N/A. */
function mark(cell: unknown, at: string): number | null {
  if (cell === null || cell === undefined || Number.isNaN(cell)) return null;
  if (typeof cell === 'number') return cell;
  if (typeof cell !== 'string') throw new RowError(t('{0} is {1}, not a rating', at, kind(cell)));
  if (cell === 'N/A') return null;
  if (!/^\d{1,2}(?:\.\d{1,3})?$/.test(cell)) throw new RowError(t('{0} is {1}, neither a rating nor N/A', at, JSON.stringify(cell.slice(0, 20))));
  return Number(cell);
}
