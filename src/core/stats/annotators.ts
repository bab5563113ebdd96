import { againstRest, ofTwo, type AgainstRest } from '../agreement/againstRest.js';
import { crowdlab } from '../agreement/crowdlab.js';
import { dawidSkene } from '../agreement/dawidSkene.js';
import { itemCount, type Figure, type RatedItems } from '../agreement/ratedItems.js';
import type { RecordTable } from '../query/table.js';
import type { MarkList } from './markList.js';
import { predictedItems } from './predicted.js';
import type { AnnotatorPair, AnnotatorStats } from './report.js';

/** So many of the annotators with most marks are compared two by two. */
const MOST_PAIRED = 12;

/** Every named annotator of one list against the rest, and pairs of those with most marks. Works in steps. */
export function* annotatorStats(list: MarkList, rated: RatedItems, names: readonly string[], table: RecordTable): Generator<void, { readonly all: readonly AnnotatorStats[]; readonly pairs: readonly AnnotatorPair[] }> {
  const rest = againstRest(rated);
  if (rest.length === 0) return { all: [], pairs: [] };
  yield;
  const skill = yield* dawidSkene(rated);
  const { attribute, pool } = list;
  const predicted = predictedItems(list, rated, table);
  const quality = predicted === null ? null : crowdlab(predicted.rated, predicted.probabilities);
  const all = rest.map(({ rater, exact, kappa, kappaQuadratic, bias, ratings, items, pairs }): AnnotatorStats => ({
    annotator: names[rater]!,
    pool,
    attribute,
    ratings,
    items,
    pairs,
    exact: orNull(exact),
    kappa: orNull(kappa),
    kappaQuadratic: orNull(kappaQuadratic),
    bias: orNull(bias),
    dawidSkene: typeof skill === 'string' ? null : (skill.accuracy.get(rater) ?? null),
    crowdlab: quality === null || typeof quality === 'string' ? null : (quality.raterQuality.get(rater) ?? null),
  }));
  return { all, pairs: yield* pairsOf(list, rated, names, rest.slice(0, MOST_PAIRED)) };
}

function* pairsOf({ attribute, pool }: MarkList, rated: RatedItems, names: readonly string[], raters: readonly AgainstRest[]): Generator<void, AnnotatorPair[]> {
  const found: AnnotatorPair[] = [];
  for (const [i, { rater: first }] of raters.entries()) {
    for (const { rater: second } of raters.slice(i + 1)) {
      const [one] = againstRest(ofTwo(rated, first, second)).filter(({ rater }) => rater === first);
      yield;
      if (!one || one.items === 0) continue;
      found.push({ annotators: [names[first]!, names[second]!], pool, attribute, items: one.items, kappa: orNull(one.kappa), kappaQuadratic: orNull(one.kappaQuadratic) });
    }
  }
  return found;
}

/** True where a list has annotators to speak of. */
export function hasNames(rated: RatedItems): boolean {
  return rated.raters !== null && itemCount(rated) > 0;
}

function orNull(figure: Figure): number | null {
  return typeof figure === 'number' ? figure : null;
}
