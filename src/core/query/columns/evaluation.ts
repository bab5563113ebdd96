import { compared } from '../../agreement/compared.js';
import { merit } from '../../agreement/goodness.js';
import type { AttributeLabel, JudgeLabel, LocatedRecord } from '../../record.js';
import { promptPrint } from '../fingerprint.js';
import { BlockColumn, type BlockPart } from './blocks.js';
import { characters } from './characters.js';
import { NumberColumn, type NumberPart } from './numbers.js';

/** Annotator under which schemas note a judge's ratings. */
const JUDGE = 'judge';
/** Records with more responses keep what is said of each in blocks; of two, other columns hold it. */
const FEW = 2;

/** The first values of `EvaluationColumns` on their way to others. */
export interface EvaluationPart {
  readonly prompt: NumberPart;
  readonly judges: readonly (readonly [judge: string, verdicts: NumberPart])[];
  readonly lengths: BlockPart;
  readonly generators: BlockPart;
  readonly models: readonly string[];
  readonly merits: BlockPart;
  readonly labels: readonly { readonly attribute: string; readonly pool: string | null; readonly values: BlockPart }[];
}

/** What an evaluation reads of a record that no other column holds. Positions of responses count from 0. */
export class EvaluationColumns {
  /** A number of the prompt: equal prompts have equal numbers. */
  readonly prompt = new NumberColumn();
  /** By judge: 1 where it agrees with the label, 0 where not; NaN = no opinion. */
  readonly judges = new Map<string, NumberColumn>();
  /** Characters, generator model (place in `models`, from 1; 0 = unknown) and merit of every response, where there are more than two. */
  readonly lengths = new BlockColumn(Uint32Array);
  readonly generators = new BlockColumn(Uint32Array);
  readonly merits = new BlockColumn(Float64Array);
  /** By attribute (and pool): the label of every response, where there are more than two. */
  readonly labels = new Map<string, { readonly attribute: string; readonly pool: string | null; readonly values: BlockColumn }>();
  readonly models: string[] = [];
  private readonly places = new Map<string, number>();

  get bytes(): number {
    const columns = [this.prompt, this.lengths, this.generators, this.merits, ...this.judges.values(), ...[...this.labels.values()].map(({ values }) => values)];
    return columns.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** Writes a record over what stood in its place. */
  write(record: LocatedRecord): void {
    const { index, responses } = record;
    this.prompt.set(index, promptPrint(record.prompt));
    this.writeJudges(record);
    const many = responses.length > FEW ? responses : [];
    this.lengths.set(index, many.map(({ text }) => characters(text)));
    this.generators.set(index, many.map(({ model }) => (model === null ? 0 : this.place(model))));
    this.merits.set(index, many.length === 0 ? [] : (merit(many) ?? []).map((value) => value ?? NaN));
    for (const { labels } of many) for (const label of labels) this.labelled(label);
    for (const { attribute, pool, values } of this.labels.values()) {
      values.set(index, many.map(({ labels }) => labels.find((one) => one.attribute === attribute && one.pool === pool)?.consensus ?? NaN));
    }
  }

  pack(count: number): EvaluationPart {
    return {
      prompt: this.prompt.pack(count),
      judges: [...this.judges].map(([judge, column]) => [judge, column.pack(count)] as const),
      lengths: this.lengths.pack(count),
      generators: this.generators.pack(count),
      models: this.models,
      merits: this.merits.pack(count),
      labels: [...this.labels.values()].map(({ attribute, pool, values }) => ({ attribute, pool, values: values.pack(count) })),
    };
  }

  /** Takes values of other such columns, from `at` on. */
  append(at: number, part: EvaluationPart): void {
    this.prompt.append(at, part.prompt);
    for (const [judge, verdicts] of part.judges) this.judge(judge).append(at, verdicts);
    this.lengths.append(at, part.lengths);
    const places = [0, ...part.models.map((model) => this.place(model))];
    this.generators.append(at, { ...part.generators, values: part.generators.values.map((place) => places[place]!) });
    this.merits.append(at, part.merits);
    for (const label of part.labels) this.labelled(label).append(at, label.values);
  }

  private writeJudges(record: LocatedRecord): void {
    for (const column of this.judges.values()) column.set(record.index, NaN);
    // A judge's own verdict stands above one made of its ratings under the same name: it is written last.
    for (const { judge, agrees } of [...ratedVerdicts(record), ...record.judges]) {
      this.judge(judge).set(record.index, agrees === null ? NaN : agrees ? 1 : 0);
    }
  }

  private judge(name: string): NumberColumn {
    const column = this.judges.get(name) ?? new NumberColumn();
    this.judges.set(name, column);
    return column;
  }

  private place(model: string): number {
    let place = this.places.get(model);
    if (place === undefined) this.places.set(model, (place = this.models.push(model)));
    return place;
  }

  private labelled({ attribute, pool }: Pick<AttributeLabel, 'attribute' | 'pool'>): BlockColumn {
    // Asked for every label of the file: the few that are known are looked through before a key is made.
    for (const known of this.labels.values()) if (known.attribute === attribute && known.pool === pool) return known.values;
    const values = new BlockColumn(Float64Array);
    this.labels.set(JSON.stringify([attribute, pool]), { attribute, pool, values });
    return values;
  }
}

/** A judge's ratings of both sides of a stated preference, as a verdict on it: null where it rates them alike. */
function ratedVerdicts(record: LocatedRecord): JudgeLabel[] {
  if (record.preference === null || record.responses.length !== 2 || record.responses[0]!.labels.length === 0) return [];
  const pair = compared(record);
  if (pair === null || pair.other === null) return [];
  const [better, worse] = [record.responses[pair.preferred]!, record.responses[pair.other]!];
  return better.labels.flatMap((label): JudgeLabel[] => {
    const other = worse.labels.find(({ attribute, pool }) => attribute === label.attribute && pool === label.pool);
    if (!isJudged(label) || other === undefined || !isJudged(other)) return [];
    const by = label.consensus! - other.consensus!;
    return [{ judge: label.attribute, agrees: by === 0 ? null : by > 0 }];
  });
}

function isJudged({ ratings, consensus }: AttributeLabel): boolean {
  return consensus !== null && ratings.length > 0 && ratings.every(({ annotator }) => annotator === JUDGE);
}
