import type { Evidence } from '../flags/flag.js';
import type { RecordColumns } from './columns/record.js';

/** What the flags read of one record; `differences` is asked for only where a flag needs each voter's. */
export function evidenceOf(columns: RecordColumns, index: number, differences: () => readonly number[]): Evidence {
  const number = (column: { get(index: number): number }) => orNull(column.get(index));
  const voters = columns.models.get(index);
  const attribute = columns.widestAttribute.get(index);
  const first = columns.votes[0].get(index);
  return {
    preferred: number(columns.preferred),
    other: number(columns.other),
    ensemble: voters > 0
      ? { voters, mean: columns.mean.get(index), sd: columns.sd.get(index), z: number(columns.z), pSign: number(columns.pSign) }
      : null,
    get differences() {
      return differences();
    },
    pWrong: number(columns.pWrong),
    widest: attribute === null
      ? null
      : {
          attribute,
          response: columns.widestResponse.get(index),
          get marks() {
            return (columns.widestMarks.get(index) ?? '').split(' ').map(Number);
          },
          spread: columns.widestSpread.get(index),
          range: columns.widestRange.get(index),
        },
    votes: Number.isNaN(first) ? null : { first, second: columns.votes[1].get(index), neutral: columns.votes[2].get(index) },
  };
}

function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
