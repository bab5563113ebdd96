import { queryNeeds } from '../../core/query/needs.js';
import { parse, SCORING } from '../args.js';
import { JUDGING, markOwnFlags, ownFlagsNeedScores, ownFlagsOf, thresholdsOf } from '../judging.js';
import { plain, print } from '../output.js';
import { scoreIfNeeded, withSession } from '../session.js';

const USAGE = 'query FILE SQL [--flag NAME=SQL]... [--threshold NAME=VALUE]... [--schema S] [--split NAME] [--attach FILE]... [--model DIR|bundled]... [--fit] [--device D] [--no-score] [--json]';
const NO_LIMIT = { timeoutMs: 10 * 60_000, maxRows: Infinity };

/** Runs one SELECT over the table `records`. */
export async function query(argv: readonly string[]): Promise<void> {
  const { values, positionals } = parse(argv, USAGE, { ...SCORING, ...JUDGING }, 2);
  const [path, sql] = positionals as [string, string];
  const own = ownFlagsOf(values.flag);
  thresholdsOf(values.threshold);
  const rows = await withSession(path, values, async ({ session }) => {
    await scoreIfNeeded(session, values, queryNeeds(sql).scores || ownFlagsNeedScores(own));
    await markOwnFlags(session, own);
    return session.query(sql, NO_LIMIT);
  });
  print(values.json, rows, () => {
    const columns = Object.keys(rows[0] ?? {});
    const cell = (value: unknown) => (value === null ? '' : plain(typeof value === 'string' ? value : JSON.stringify(value)).replace(/[\t\n]/g, ' '));
    return [columns.map(plain).join('\t'), ...rows.map((row) => columns.map((column) => cell(row[column])).join('\t'))];
  });
}
