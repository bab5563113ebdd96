import type { Ensemble } from '../agreement/ensemble.js';
import type { LabelMargin } from '../agreement/labelMargin.js';
import type { VoteCount } from '../agreement/votes.js';
import type { WidestSpread } from '../agreement/widest.js';
import type { Evidence, VoterNoun } from '../flags/flag.js';
import type { RecordColumns } from './columns/record.js';

/** What the flags read of one record, taken from its columns as a flag asks for it. */
export class RecordEvidence implements Evidence {
  constructor(
    private readonly columns: RecordColumns,
    private readonly index: number,
    readonly voters: VoterNoun,
    private readonly read: () => readonly number[],
  ) {}

  get preferred(): number | null {
    return orNull(this.columns.preferred.get(this.index));
  }

  get other(): number | null {
    return orNull(this.columns.other.get(this.index));
  }

  get differences(): readonly number[] {
    return this.read();
  }

  get pWrong(): number | null {
    return orNull(this.columns.pWrong.get(this.index));
  }

  get ensemble(): Ensemble | null {
    const { columns, index } = this;
    const voters = columns.models.get(index);
    if (!(voters > 0)) return null;
    return { voters, mean: columns.mean.get(index), sd: columns.sd.get(index), z: orNull(columns.z.get(index)), pSign: orNull(columns.pSign.get(index)) };
  }

  get widest(): WidestSpread | null {
    const { columns, index } = this;
    const attribute = columns.widestAttribute.get(index);
    if (attribute === null) return null;
    const marks = (columns.widestMarks.get(index) ?? '').split(' ').map(Number);
    return { attribute, response: columns.widestResponse.get(index), marks, spread: columns.widestSpread.get(index), range: columns.widestRange.get(index) };
  }

  get labelMargin(): LabelMargin | null {
    const better = this.columns.labelBetter.get(this.index);
    return Number.isNaN(better) ? null : { better, by: this.columns.labelMargin.get(this.index) };
  }

  get votes(): VoteCount | null {
    const { votes } = this.columns;
    const first = votes[0].get(this.index);
    return Number.isNaN(first) ? null : { first, second: votes[1].get(this.index), neutral: votes[2].get(this.index) };
  }
}

function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
