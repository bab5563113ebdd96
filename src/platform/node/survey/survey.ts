import { stat } from 'node:fs/promises';
import { MOST_BAD_ROWS } from '../../../core/badRows.js';
import type { Span } from '../../../core/bytes/newlines.js';
import { added } from '../../../core/census.js';
import { LineFile } from '../../../core/formats/lines.js';
import { Parts } from '../../../core/formats/parts.js';
import { Survey, type Surveyed } from '../../../core/survey.js';
import type { Grouping, Schema } from '../../../core/schemas/schema.js';
import type { Opened } from '../files/openDataset.js';
import type { Count, SchemaSpec, Task } from './protocol.js';
import { cutKey, spansOf } from './spans.js';
import { inThreads } from './threads.js';

type NeighbourRows = Extract<Grouping, { readonly kind: 'row' | 'block' }>;
type SurveyTask = Extract<Task, { readonly kind: 'survey' }>;

/** Files smaller than `threadsFrom` bytes are read in this thread; `span` is what a thread takes at once. */
const BYTES = { threadsFrom: 32 * 1024 * 1024, span: 32 * 1024 * 1024 };

/** Validates every row and counts what the files hold; large plain JSON Lines in threads (`script`: the built reader.js). */
export async function surveyFiles({ files, parts, dataset: { schema }, spec }: Opened, script: string, bytes = BYTES): Promise<Surveyed> {
  const [file] = files;
  const { grouping } = schema;
  const neighbours = grouping.kind === 'row' || grouping.kind === 'block';
  if (file && files.length === 1 && spec && neighbours && file.rows instanceof LineFile && !file.packing && (await stat(file.path)).size >= bytes.threadsFrom) {
    return inParallel(file.path, spec, schema, grouping, bytes.span, script);
  }
  const all = new Parts(parts);
  const survey = new Survey(schema);
  for await (const { slots, local, begins } of all.scan(undefined, [])) {
    if (begins) survey.border();
    const rows = slots.length > 0 ? parts[all.place(slots[0]!.row).part]!.rows : parts[0]!.rows;
    slots.forEach((slot, i) => survey.take(rows, slot, local + i));
  }
  const found = await survey.end((rows) => Promise.all(rows.map(async (row) => all.parse(row, (await all.slot(row)).text ?? ''))));
  return { ...found, ...added([found]) };
}

async function inParallel(path: string, spec: SchemaSpec, schema: Schema, grouping: NeighbourRows, span: number, script: string): Promise<Surveyed> {
  const block = grouping.kind === 'block' ? grouping : null;
  const spans = await spansOf(path, span, cutKey(schema));
  const guessed = spans.map((each): SurveyTask => ({ kind: 'survey', path, span: each, before: 0, schema: spec }));
  const found = (await inThreads(script, guessed)) as Surveyed[];
  if (!block || areAligned(found, block.size)) return sumOf(guessed, found);
  // Some block is not of one key: which rows belong together takes their numbers, so they are counted first.
  const tasks = await alignedTasks(path, spans, spec, block.size, script);
  return sumOf(tasks, (await inThreads(script, tasks)) as Surveyed[]);
}

/** True where each span begins with a block. */
function areAligned(found: readonly Surveyed[], block: number): boolean {
  let before = 0;
  return found.every(({ rows }) => {
    const aligned = before % block === 0;
    before += rows;
    return aligned;
  });
}

function sumOf(tasks: readonly SurveyTask[], found: readonly Surveyed[]): Surveyed {
  let rows = 0;
  const bad: Surveyed['bad'][number][] = [];
  for (const [i, part] of found.entries()) {
    for (const each of part.bad) if (bad.length < MOST_BAD_ROWS) bad.push({ ...each, row: each.row - tasks[i]!.before + rows });
    rows += part.rows;
  }
  const sum = (count: (part: Surveyed) => number) => found.reduce((total, part) => total + count(part), 0);
  return { ...added(found), rows, records: sum(({ records }) => records), bad, badCount: sum(({ badCount }) => badCount) };
}

/** Tasks whose spans begin where a block of rows does: that takes the rows' numbers, so they are counted first. */
async function alignedTasks(path: string, spans: readonly Span[], schema: SchemaSpec, block: number, script: string): Promise<SurveyTask[]> {
  const counts = (await inThreads(script, spans.map((span): Task => ({ kind: 'count', path, span, heads: block })))) as Count[];
  const tasks: SurveyTask[] = [];
  let before = 0;
  spans.forEach((span, i) => {
    const { rows, heads } = counts[i] as Count;
    const borrowed = (block - (before % block)) % block;
    const last = tasks.at(-1);
    const from = borrowed === 0 ? span.from : heads[borrowed];
    if (!last || from !== undefined) {
      const start = from ?? span.from;
      if (last) tasks[tasks.length - 1] = { ...last, span: { from: last.span.from, to: start } };
      tasks.push({ kind: 'survey', path, span: { from: start, to: span.to }, before: before + borrowed, schema });
    } else {
      // Too few rows to begin a block: they all belong to the span before.
      tasks[tasks.length - 1] = { ...last, span: { from: last.span.from, to: span.to } };
    }
    before += rows;
  });
  return tasks;
}
