import { byPriority, countFlags } from '../../core/flags/order.js';
import { FLAGS } from '../../core/flags/registry.js';
import { queryNeeds } from '../../core/query/needs.js';
import { flagsOf, ordered } from '../../core/query/summaries.js';
import type { RecordTable } from '../../core/query/table.js';
import { count, parse, SCORING, UsageError } from '../args.js';
import { JUDGING, markOwnFlags, ownFlagsNeedScores, ownFlagsOf, thresholdsOf } from '../judging.js';
import { plain, print } from '../output.js';
import { scoreIfNeeded, withSession } from '../session.js';

const USAGE = 'flag FILE [--rules a,b] [--where SQL] [--limit N] [--flag NAME=SQL]... [--threshold NAME=VALUE]... [--schema S] [--split NAME] [--attach FILE]... [--model DIR|bundled]... [--fit] [--device D] [--no-score] [--json]';
const OPTIONS = { ...SCORING, ...JUDGING, rules: { type: 'string' }, where: { type: 'string' }, limit: { type: 'string' } } as const;

/** Lists the records that deserve another look, highest priority first (whatever their flags), with the reason. */
export async function flag(argv: readonly string[]): Promise<void> {
  const { values, positionals } = parse(argv, USAGE, OPTIONS, 1);
  const own = ownFlagsOf(values.flag);
  thresholdsOf(values.threshold);
  const rules = rulesOf(values.rules, [...FLAGS, ...own].map(({ name }) => name));
  const limit = values.limit === undefined ? Infinity : count(values.limit, '--limit');
  const { where } = values;
  const found = await withSession(positionals[0] as string, values, async ({ session }) => {
    const builtIn = FLAGS.some(({ name, needsScores }) => needsScores && rules.has(name));
    await scoreIfNeeded(session, values, builtIn || ownFlagsNeedScores(own) || (where !== undefined && queryNeeds(where).scores));
    await markOwnFlags(session, own);
    const only = where === undefined ? null : await session.where(where);
    return report(session.table, rules, only, limit);
  });
  print(values.json, found, () => [
    `${found.flagged} of ${found.records} records flagged: ${Object.entries(found.counts).map(([name, n]) => `${name} ${n}`).join(', ')}`,
    ...found.flags.map(({ index, flag: name, priority, why }) => `${index}\t${name}\t${priority?.toFixed(2) ?? ''}\t${plain(why)}`),
  ]);
}

function rulesOf(text: string | undefined, known: readonly string[]): Set<string> {
  const rules = text === undefined ? known : text.split(',').map((name) => name.trim());
  const unknown = rules.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new UsageError(`there is no flag ${unknown}; flags: ${known.join(', ')}`);
  return new Set(rules);
}

function report(table: RecordTable, rules: ReadonlySet<string>, only: Uint32Array | null, limit: number) {
  const indices = byPriority(ordered(table), [...(only ?? Array(table.count).keys())]);
  const within = {
    count: indices.length,
    flagNames: (place: number) => ordered(table).flagNames(indices[place] as number).filter((name) => rules.has(name)),
  };
  const { flagged, counts } = countFlags(within, table.judging.flagList.map(({ name }) => name));
  const flags = [];
  for (const index of indices) {
    if (flags.length >= limit) break;
    for (const { flag: name, why, values } of flagsOf(table, index)) {
      if (!rules.has(name) || flags.length >= limit) continue;
      const priority = table.columns.priority.get(index);
      flags.push({ index, id: table.columns.id.get(index), flag: name, priority: Number.isNaN(priority) ? null : priority, why, values });
    }
  }
  return { records: indices.length, flagged, counts: Object.fromEntries(Object.entries(counts).filter(([name]) => rules.has(name))), flags };
}
