import type { Bootstrap } from '../agreement/agree.js';
import { ensemblePicture } from '../evaluate/ensemblePicture.js';
import type { RecordTable } from '../query/table.js';
import { annotatorStats, hasNames } from './annotators.js';
import type { Gathered } from './gathered.js';
import type { MarkList } from './markList.js';
import { markStats } from './markStats.js';
import { postProcessed } from './postProcessed.js';
import type { AnnotatorPair, AnnotatorStats, Dropped, MarkStats, RuleStats, StatsReport } from './report.js';

/** The usual interval: a thousand draws, always the same ones. */
export const BOOTSTRAP: Bootstrap = { draws: 1000, seed: 1 };

/** Everything that the labels of a file say of each other, of marks that were gathered record by record. Works in steps of a few milliseconds, between which it can be called off. */
export function* statsReport(gathered: Gathered, table: RecordTable, bootstrap: Bootstrap = BOOTSTRAP): Generator<void, StatsReport> {
  const found: Found[] = [];
  const annotators: AnnotatorStats[] = [];
  const annotatorPairs: AnnotatorPair[] = [];
  const preferences = gathered.preference;
  for (const list of [...gathered.lists.values(), ...(preferences ? [preferences] : [])]) {
    const rated = list.rated();
    found.push({ list, stats: yield* markStats(list, rated, bootstrap) });
    if (!hasNames(rated)) continue;
    const { all, pairs } = yield* annotatorStats(list, rated, gathered.annotators, table);
    // Not by spreading: there may be more than a call takes arguments.
    for (const one of all) annotators.push(one);
    annotatorPairs.push(...pairs);
  }
  const picture = ensemblePicture(table);
  const preference = found.find(({ list }) => list === preferences)?.stats ?? null;
  return {
    records: gathered.records,
    ...placed(found.filter(({ list }) => list !== preferences)),
    preference,
    helpsteer2: yield* helpsteer2(gathered, found, bootstrap),
    helpsteer2Preference: preferences && preference && gathered.preferences.applies ? yield* ruled(preferences, preference, gathered.preferences.dropped, bootstrap) : null,
    annotators: annotators.sort((a, b) => b.ratings - a.ratings),
    annotatorPairs,
    ensemble: picture.records > 0 ? picture : null,
    bootstrap,
  };
}

interface Found {
  readonly list: MarkList;
  readonly stats: MarkStats;
}

/** Attributes of the unnamed group by name, and groups apart; a judge is apart where people mark the attribute too. */
function placed(found: readonly Found[]): Pick<StatsReport, 'attributes' | 'pools'> {
  const attributes = new Map<string, MarkStats>();
  const pools = new Map<string, Map<string, MarkStats>>();
  const people = new Set(found.filter(({ list }) => list.pool === null && list.judge === null && list.marked > 0).map(({ list }) => list.attribute));
  for (const { list, stats } of found) {
    const name = list.attribute!;
    const pool = list.pool ?? (list.judge !== null && people.has(name) ? list.judge : null);
    const before = attributes.get(name);
    if (pool !== null) pools.set(pool, (pools.get(pool) ?? new Map<string, MarkStats>()).set(name, stats));
    // Of items that nobody marked, labels alone, there may be a list beside the marked one.
    else if (before === undefined || before.ratings < stats.ratings) attributes.set(name, stats);
  }
  return { attributes: Object.fromEntries(attributes), pools: Object.fromEntries([...pools].map(([pool, all]) => [pool, Object.fromEntries(all)])) };
}

function* helpsteer2({ helpsteer2: drops }: Gathered, found: readonly Found[], bootstrap: Bootstrap): Generator<void, StatsReport['helpsteer2']> {
  if (!drops.applies) return null;
  const { dropped } = drops;
  const initial: [string, MarkStats][] = [];
  const after: [string, MarkStats][] = [];
  for (const { list, stats } of found) {
    if (list.attribute === null || list.pool !== null || list.judge !== null || list.marked === 0) continue;
    const ruledStats = yield* ruled(list, stats, dropped, bootstrap);
    initial.push([list.attribute, stats]);
    after.push([list.attribute, ruledStats.postProcessed]);
  }
  return { initial: Object.fromEntries(initial), postProcessed: Object.fromEntries(after), dropped };
}

function* ruled(list: MarkList, initial: MarkStats, dropped: Dropped, bootstrap: Bootstrap): Generator<void, RuleStats<MarkStats>> {
  const kept = postProcessed(list, new Set(dropped.records));
  return { initial, postProcessed: yield* markStats(kept, kept.rated(), bootstrap), dropped };
}
