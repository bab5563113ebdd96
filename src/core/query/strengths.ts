import { strengthMap, type LabelledDifference, type StrengthMap } from '../agreement/strengthMap.js';
import type { RecordTable } from './table.js';

/** Records that a map is fitted to: of more, evenly chosen ones. */
const MOST = 20_000;
/** Records that tell whether the table has changed. */
const LOOKED_AT = 97;

/** An ensemble's differences as signed strengths of the file's own scale. */
export interface EnsembleStrengths {
  readonly voters: readonly number[];
  readonly from: number;
  readonly mean: number;
  readonly to: number;
}

interface Fitted {
  readonly look: string;
  readonly map: StrengthMap | null;
}

const fitted = new WeakMap<RecordTable, Fitted>();

/** Differences (preferred minus other) on the scale of the file's strengths; null where the file states too few of them to compare with. */
export function strengthsOf(table: RecordTable, { mean, sd, voters }: { readonly mean: number; readonly sd: number; readonly voters: readonly { readonly difference: number }[] }): EnsembleStrengths | null {
  const map = mapOf(table);
  if (!map) return null;
  return { voters: voters.map(({ difference }) => map.at(difference)), from: map.at(mean - sd), mean: map.at(mean), to: map.at(mean + sd) };
}

/** The table's map, fitted anew where the scores or labels are others; a single edit does not move it by much. */
function mapOf(table: RecordTable): StrengthMap | null {
  const look = lookOf(table);
  const known = fitted.get(table);
  if (known?.look === look) return known.map;
  const map = strengthMap(labelled(table));
  fitted.set(table, { look, map });
  return map;
}

function labelled({ columns, count }: RecordTable): readonly LabelledDifference[] {
  const step = Math.max(1, Math.ceil(count / MOST));
  const out: LabelledDifference[] = [];
  for (let index = 0; index < count; index += step) {
    const strength = Math.abs(columns.strength.get(index));
    const difference = columns.mean.get(index);
    if (strength > 0 && Number.isFinite(difference) && columns.dropped.get(index) !== 1) out.push({ difference, strength });
  }
  return out;
}

function lookOf({ columns, count, voters }: RecordTable): string {
  const step = Math.max(1, Math.ceil(count / LOOKED_AT));
  let sum = 0;
  for (let index = 0; index < count; index += step) {
    const mean = columns.mean.get(index);
    if (Number.isFinite(mean)) sum += mean * (index + 1);
  }
  return `${count} ${voters.length} ${sum}`;
}
