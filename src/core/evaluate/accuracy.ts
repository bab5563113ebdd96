import { t } from '@vscode/l10n';
import type { LabelledPairs } from './labelledPairs.js';
import type { Accuracy } from './report.js';
import { wilson } from './wilson.js';

/** What scores make of each record: the share of its scored pairs that they order as the labels do, ties half; NaN where none is scored. */
export interface Outcomes {
  readonly shares: Float64Array;
  readonly pairs: Uint32Array;
  readonly ties: Uint32Array;
}

/** The outcomes of `differences` (better minus worse, one a pair; NaN = not scored); pairs that `counts` says no of are as if not scored. */
export function outcomesOf({ records, starts }: LabelledPairs, differences: Float64Array, counts: (pair: number, record: number) => boolean = () => true): Outcomes {
  const shares = new Float64Array(records.length);
  const pairs = new Uint32Array(records.length);
  const ties = new Uint32Array(records.length);
  for (let i = 0; i < records.length; i++) {
    let right = 0;
    for (let pair = starts[i]!; pair < starts[i + 1]!; pair++) {
      const difference = differences[pair]!;
      if (Number.isNaN(difference) || !counts(pair, records[i]!)) continue;
      pairs[i]!++;
      if (difference > 0) right++;
      else if (difference === 0) ties[i]!++;
    }
    shares[i] = (right + ties[i]! / 2) / pairs[i]!;
  }
  return { shares, pairs, ties };
}

/** Accuracy over the records that `counts` says yes of (by their place among the labelled ones). */
export function accuracyOf({ shares, pairs, ties }: Outcomes, counts: (place: number) => boolean = () => true): Accuracy {
  const total = { records: 0, pairs: 0, ties: 0 };
  let sum = 0;
  for (let i = 0; i < shares.length; i++) {
    if (pairs[i] === 0 || !counts(i)) continue;
    total.records++;
    total.pairs += pairs[i]!;
    total.ties += ties[i]!;
    sum += shares[i]!;
  }
  const none = total.records === 0;
  return { ...total, value: none ? null : sum / total.records, interval: wilson(sum, total.records), reason: none ? t('No labelled pair here is scored.') : null };
}
