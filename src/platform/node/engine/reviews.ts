import { t } from '@vscode/l10n';
import { lineText, logPath } from '../../../core/log.js';
import { documentedColumns, TEXT_COLUMNS } from '../../../core/query/columns/documented.js';
import { publishedColumns } from '../../../core/query/published.js';
import { QueryError } from '../../../core/query/store.js';
import { MAX_NOTE, type Review } from '../../../core/reviews/review.js';
import type { ColumnInfo } from '../../../protocol/columns.js';
import type { DatasetId, EngineEvents, EngineMethods } from '../../../protocol/engine.js';
import { appendLog } from '../files/appendLog.js';
import type { Answerer } from '../rpc.js';
import { QUERY_MS } from './listings.js';
import { answerAudit } from './audit.js';
import type { OpenFile } from './openFile.js';

/** Most values that are offered for a column. */
const MOST_VALUES = 50;

/** Answers what is said of records, what was done to them, and what the filter completes. */
export function serveReviews(wire: Answerer<EngineMethods, EngineEvents>, find: (dataset: DatasetId) => OpenFile): void {
  wire.handle('review', async ({ dataset, index, review, taken }) => {
    const file = find(dataset);
    await file.reading.reached(index);
    await file.inTurn(() => say(file, index, review, taken));
    return null;
  });
  wire.handle('history', ({ dataset, index }) => find(dataset).session.reviews.history(index));
  wire.handle('columns', async ({ dataset }) => {
    const file = find(dataset);
    await file.reading.usable;
    return columns(file);
  });
  wire.handle('values', async ({ dataset, column }, signal) => {
    const file = find(dataset);
    await file.reading.usable;
    if (!publishedColumns(file.session.table).some(({ name, type }) => name === column && type === 'text')) throw new QueryError(t('There is no column of texts {0}.', column));
    const name = `"${column.replaceAll('"', '""')}"`;
    const rows = await file.session.query(`select ${name} as value from records where ${name} is not null group by 1 order by count(*) desc, 1 limit ${MOST_VALUES}`, { timeoutMs: QUERY_MS, signal });
    return rows.map(({ value }) => String(value));
  });
}

/** The line is on the disk before anybody hears of the review. */
async function say(file: OpenFile, index: number, review: Review, taken: boolean): Promise<void> {
  if (review.kind === 'note' && review.text.length > MAX_NOTE) throw new Error(t('a note may have {0} characters, this one has {1}', MAX_NOTE, review.text.length));
  const { session, opened } = file;
  const { id, rows } = await session.dataset.record(index);
  const { part } = session.dataset.place(rows[0] as number);
  const path = opened.files[part]?.path;
  if (path === undefined) throw new Error(t('record {0} is in no file', index));
  const time = new Date();
  const local = rows.filter((row) => session.dataset.place(row).part === part).map((row) => session.dataset.place(row).local + 1);
  await appendLog(logPath(path), lineText({ event: taken ? 'unreview' : 'review', time: time.toISOString(), id, index, rows: local, review }));
  session.review(index, review, taken, time);
  // The audit has its answer before anybody reads the record again.
  await answerAudit(file, [index]);
  file.tellChanged([index]);
}

function columns({ session: { table } }: OpenFile): ColumnInfo[] {
  const filled = new Map(publishedColumns(table).map(({ name, empty }) => [name, empty]));
  const texts = new Set(TEXT_COLUMNS.map(({ name }) => name));
  return documentedColumns(table.attributes.all)
    .filter(({ name }) => filled.has(name) || texts.has(name))
    .map(({ name, type, doc }) => ({ name, type, doc: doc(), empty: filled.get(name) ?? false }));
}
