import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { evaluating } from '../core/evaluate/evaluate.js';
import { inTurns } from '../core/fit/turns.js';
import { datasetReport } from '../core/report/datasetReport.js';
import { reportHtml } from '../core/report/html/page.js';
import type { StatsReport } from '../core/stats/report.js';
import { factsOf } from '../platform/node/reportFacts.js';
import { TURNS } from '../platform/node/turns.js';
import { UsageError } from './args.js';
import { note } from './output.js';
import type { CliSession } from './session.js';

/** Writes the dataset report as an HTML page that needs nothing else; nothing where `path` is undefined. */
export async function writeReport(path: string | undefined, { session, opened }: CliSession, stats: StatsReport): Promise<void> {
  if (path === undefined) return;
  if (opened.files.some((file) => resolve(file.path) === resolve(path))) throw new UsageError(`--html ${path} would write over the dataset`);
  const facts = factsOf(opened);
  const report = await inTurns(datasetReport(session.table, session.census, facts), TURNS);
  const evaluate = await inTurns(evaluating(session.table), TURNS);
  await writeFile(path, reportHtml(facts.name, { report, stats, evaluate, audit: null }));
  note(`the report is in ${path}`);
}
