import { disagreement } from '../agreement/disagreement.js';
import type { VoteCount } from '../agreement/votes.js';
import type { AttributeTable } from './columns/attributes.js';
import type { RecordColumns } from './columns/record.js';

const STEPS = 4;
/** The strongest preference of HelpSteer's scale. */
const STRONGEST = 3;

/**
 * What a relabel of a wrong label would change, 0 to 1. Of a preference one half for the side and one half for how much
 * better: its strength as a share of the strongest, or the margin of its ratings as a share of their scale; all of it where
 * nothing says how much. Of ratings alone the distance from the prediction as a share of the scale.
 */
export function changeByRelabel(columns: RecordColumns, attributes: AttributeTable, index: number): number {
  if (Number.isNaN(columns.preferred.get(index))) {
    return attributes.predictions(index).reduce((most, { steps }) => Math.max(most, steps / STEPS), 0);
  }
  const strength = Math.abs(columns.strength.get(index));
  if (!Number.isNaN(strength)) return (1 + Math.min(1, strength / STRONGEST)) / 2;
  const margin = Math.abs(columns.margin.get(index));
  return Number.isNaN(margin) ? 1 : (1 + Math.min(1, margin / STEPS)) / 2;
}

/** Expected value of a relabel: P(label wrong) times what it would change; the annotators' disagreement where nobody scored the record. */
export function priorityOf(columns: RecordColumns, attributes: AttributeTable, index: number): number {
  const wrong = columns.pWrong.get(index);
  if (!Number.isNaN(wrong)) return wrong * changeByRelabel(columns, attributes, index);
  const range = columns.widestRange.get(index);
  const widest = Number.isNaN(range) ? null : { spread: columns.widestSpread.get(index), range };
  return disagreement(widest, votesOf(columns, index));
}

function votesOf({ votes }: RecordColumns, index: number): VoteCount | null {
  const first = votes[0].get(index);
  return Number.isNaN(first) ? null : { first, second: votes[1].get(index), neutral: votes[2].get(index) };
}
