import type { LocatedRecord } from '../../../../core/record.js';
import { RecordTable } from '../../../../core/query/table.js';
import { schemaOf } from '../../../../core/schemas/mapping/compile.js';
import { parseMapping } from '../../../../core/schemas/mapping/parse.js';
import { MappingError } from '../../../../core/schemas/mapping/problems.js';
import type { Row, Schema } from '../../../../core/schemas/schema.js';
import type { MappingPreview } from '../../../../protocol/engine.js';
import { recordView } from '../../../../protocol/recordView.js';
import { columnsOf } from './columns.js';
import { parseText, problemIn } from './places.js';
import { sampleOf } from './sample.js';

/** What a mapping makes of the first rows of a file: its first record, or what is wrong and where. */
export async function preview(path: string, mapping: string): Promise<MappingPreview> {
  const sample = await sampleOf(path);
  const nothing: MappingPreview = { columns: columnsOf(sample), problems: [], tried: sample.length, read: 0, refused: null, record: null };
  const { value, problems } = parseText(mapping);
  if (problems.length > 0) return { ...nothing, problems };
  let schema: Schema;
  try {
    schema = schemaOf(parseMapping(value));
  } catch (error) {
    if (!(error instanceof MappingError)) throw error;
    return { ...nothing, problems: [problemIn(mapping, error.place, error.message)] };
  }
  return { ...nothing, ...tried(sample, schema) };
}

function tried(sample: readonly Row[], schema: Schema): Pick<MappingPreview, 'read' | 'refused' | 'record'> {
  const failures = sample.map((row) => failure(() => schema.check(row)));
  const first = failures.indexOf(null);
  const bad = failures.findIndex((each) => each !== null);
  const refused = bad < 0 ? null : `row ${bad + 1}: ${failures[bad]}`;
  const read = failures.filter((each) => each === null).length;
  if (first < 0) return { read, refused, record: null };
  let record: MappingPreview['record'] = null;
  const unread = failure(() => void (record = view(sample, together(sample, first, failures, schema), schema)));
  return { read, refused: unread ?? refused, record };
}

/** The first row that reads and those that share its record, as far as the sample goes. */
function together(sample: readonly Row[], first: number, failures: readonly (string | null)[], { grouping }: Schema): number[] {
  const all = sample.map((_, i) => i).filter((i) => i >= first && failures[i] === null);
  if (grouping.kind === 'row' || grouping.kind === 'tree') return all.slice(0, 1);
  const key = grouping.key(sample[first] as Row);
  const same = (i: number) => grouping.key(sample[i] as Row) === key;
  if (grouping.kind === 'key') return all.filter(same);
  const end = grouping.kind === 'run' ? first + grouping.most : (Math.floor(first / grouping.size) + 1) * grouping.size;
  const run = all.filter((i) => i < end);
  const stop = run.findIndex((i, at) => i !== first + at || !same(i));
  return stop < 0 ? run : run.slice(0, stop);
}

function view(sample: readonly Row[], rows: readonly number[], schema: Schema): MappingPreview['record'] {
  const record: LocatedRecord = { ...schema.record(rows.map((row) => sample[row] as Row), []), index: 0, id: 'preview', rows, dropped: false, edited: false };
  const table = new RecordTable();
  table.add(record);
  table.finish();
  return recordView(record, table, schema);
}

function failure(work: () => void): string | null {
  try {
    work();
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}
