import { Gathered } from '../../core/stats/gathered.js';
import type { StatsReport } from '../../core/stats/report.js';
import { BOOTSTRAP, statsReport } from '../../core/stats/stats.js';
import { inTurns } from '../../core/fit/turns.js';
import { TURNS } from '../../platform/node/turns.js';
import { count, parse, SCORING } from '../args.js';
import { print } from '../output.js';
import { writeReport } from '../reportFile.js';
import { scoreIfNeeded, withSession } from '../session.js';
import { statsText } from '../statsText.js';

const USAGE = 'stats FILE [--html OUT] [--draws N] [--schema S] [--split NAME] [--attach FILE]... [--model DIR|bundled]... [--fit] [--device D] [--no-score] [--json]';
const OPTIONS = { ...SCORING, draws: { type: 'string' }, html: { type: 'string' } } as const;

/** How far those who marked the same things agree, what published rules make of it, and what models say of the labels. */
export async function stats(argv: readonly string[]): Promise<void> {
  const { values, positionals } = parse(argv, USAGE, OPTIONS, 1);
  const draws = values.draws === undefined ? BOOTSTRAP.draws : count(values.draws, '--draws');
  let gathered: Gathered | null = null;
  const report = await withSession(
    positionals[0] as string,
    values,
    async ({ session, opened }): Promise<StatsReport> => {
      await scoreIfNeeded(session, values, false);
      const found = await inTurns(statsReport(gathered!, session.table, { ...BOOTSTRAP, draws }), TURNS);
      await writeReport(values.html, { session, opened }, found);
      return found;
    },
    ({ dataset }) => (gathered = new Gathered(dataset.schema.name)),
  );
  print(values.json, report, () => statsText(report));
}
