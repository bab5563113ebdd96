import { compared } from '../../agreement/compared.js';
import { labelMargin } from '../../agreement/labelMargin.js';
import { meritMargin } from '../../agreement/meritMargin.js';
import { countVotes } from '../../agreement/votes.js';
import { widestSpread } from '../../agreement/widest.js';
import { defectsOf } from '../../flags/defects/defects.js';
import type { LocatedRecord } from '../../record.js';
import { titleOf } from '../title.js';
import { characters } from './characters.js';
import type { RecordColumns } from './record.js';

/** Writes what a record itself says over what stood in its place; `texts` are its responses', `prints` their fingerprints. */
export function writeRecord(columns: RecordColumns, record: LocatedRecord, texts: readonly string[], prints: readonly number[]): void {
  const { index, responses, preference } = record;
  columns.id.set(index, record.id);
  columns.title.set(index, titleOf(record.prompt));
  columns.split.set(index, record.split);
  columns.subset.set(index, record.subset);
  columns.responses.set(index, responses.length);
  columns.dropped.set(index, record.dropped ? 1 : NaN);
  columns.strength.set(index, preference?.strength ?? NaN);
  const pair = compared(record);
  columns.preferred.set(index, pair?.preferred ?? NaN);
  columns.other.set(index, pair?.other ?? NaN);
  for (const k of [0, 1] as const) {
    columns.length[k].set(index, k < responses.length ? characters(responses[k]!.text) : NaN);
    columns.model[k].set(index, responses[k]?.model ?? null);
  }
  columns.prints.set(index, prints);
  columns.evaluation.write(record);
  const votes = countVotes(preference?.votes ?? []);
  columns.votes[0].set(index, votes?.first ?? NaN);
  columns.votes[1].set(index, votes?.second ?? NaN);
  columns.votes[2].set(index, votes?.neutral ?? NaN);
  const rated = responses.some(({ labels }) => labels.length > 0);
  const margin = rated ? labelMargin(record) : null;
  columns.labelBetter.set(index, margin?.better ?? NaN);
  columns.labelMargin.set(index, margin?.by ?? NaN);
  const [preferred, other] = [pair?.preferred ?? null, pair?.other ?? null];
  columns.margin.set(index, (!rated || preferred === null || other === null ? null : meritMargin(responses, preferred, other)) ?? NaN);
  columns.derived.set(index, preference === null && pair !== null ? 1 : NaN);
  const widest = rated ? widestSpread(responses) : null;
  columns.widestAttribute.set(index, widest?.attribute ?? null);
  columns.widestResponse.set(index, widest?.response ?? NaN);
  columns.widestSpread.set(index, widest?.spread ?? NaN);
  columns.widestRange.set(index, widest?.range ?? NaN);
  columns.widestMarks.set(index, widest?.marks.join(' ') ?? null);
  columns.findings.setDefects(index, defectsOf(texts, prints));
}
