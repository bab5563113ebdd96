import type { Ensemble } from '../agreement/ensemble.js';
import type { LabelMargin } from '../agreement/labelMargin.js';
import type { VoteCount } from '../agreement/votes.js';
import type { WidestSpread } from '../agreement/widest.js';
import type { Defects } from '../flags/defects/defects.js';
import type { Circle, Evidence, LabelledPrediction, VoterNoun } from '../flags/flag.js';
import type { AttributeTable } from './columns/attributes.js';
import type { RecordColumns } from './columns/record.js';
import type { Twins } from './siblings/twins.js';

/** What a record's evidence is read from. */
export interface EvidenceSource {
  readonly columns: RecordColumns;
  readonly attributes: AttributeTable;
  readonly voterNoun: VoterNoun;
  /** The finite scaled differences of a record's voters. */
  differencesOf(index: number): readonly number[];
  /** Records of a shortest circle that the record's preference closes. */
  circleRecords(index: number): readonly number[];
}

/** What the flags read of one record, taken from its columns as a flag asks for it. */
export class RecordEvidence implements Evidence {
  private readonly columns: RecordColumns;
  /** Several flags ask for it. */
  private known: Ensemble | null | undefined;

  constructor(
    private readonly source: EvidenceSource,
    private readonly index: number,
  ) {
    this.columns = source.columns;
  }

  get voters(): VoterNoun {
    return this.source.voterNoun;
  }

  get preferred(): number | null {
    return orNull(this.columns.preferred.get(this.index));
  }

  get other(): number | null {
    return orNull(this.columns.other.get(this.index));
  }

  get differences(): readonly number[] {
    return this.source.differencesOf(this.index);
  }

  get pWrong(): number | null {
    return orNull(this.columns.pWrong.get(this.index));
  }

  get ensemble(): Ensemble | null {
    return this.known === undefined ? (this.known = this.readEnsemble()) : this.known;
  }

  private readEnsemble(): Ensemble | null {
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

  get predictions(): readonly LabelledPrediction[] {
    return this.source.attributes.predictions(this.index);
  }

  get twins(): Twins | null {
    return this.columns.findings.twinsOf(this.index);
  }

  get circle(): Circle | null {
    const length = this.columns.findings.circleLength(this.index);
    return length === null ? null : { length, records: () => this.source.circleRecords(this.index) };
  }

  get defects(): Defects | null {
    return this.columns.findings.defects(this.index);
  }
}

function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
