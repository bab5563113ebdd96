import { appendTo } from '../../multimap.js';

/** One record's preference among the responses of a prompt: the better response and those it is better than, by their fingerprints. */
export interface Ranking {
  readonly index: number;
  readonly better: number;
  readonly worse: readonly number[];
}

/** Circles are searched among at most so many preferences of a prompt; of more only that there is one is told. */
const SEARCHED = 400;
/** Fewest preferences of a circle: two records that contradict each other are twins. */
const LEAST = 3;

/** Records of a shortest circle of preferences (a over b, b over c, c over a) that one record closes, itself first; null where it is in none. */
export function circleOf(rankings: readonly Ranking[], index: number): readonly number[] | null {
  const own = rankings.find((ranking) => ranking.index === index);
  if (own === undefined) return null;
  const from = byBetter(rankings);
  let best: readonly number[] | null = null;
  for (const worse of own.worse) {
    const back = pathBack(from, worse, own);
    if (back !== null && (best === null || back.length + 1 < best.length)) best = [index, ...back];
  }
  return best;
}

/** Length of each record's shortest circle, by record; those in none are left out. */
export function circleLengths(rankings: readonly Ranking[]): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  const knotted = inKnots(rankings);
  const searched = knotted.length <= SEARCHED;
  for (const { index } of knotted) {
    const length = searched ? (circleOf(knotted, index)?.length ?? 0) : LEAST;
    if (length >= LEAST) found.set(index, length);
  }
  return found;
}

/** Records on a shortest way of two preferences or more from `start` to the better response of `own`. */
function pathBack(from: ReadonlyMap<number, readonly Ranking[]>, start: number, own: Ranking): readonly number[] | null {
  const goal = own.better;
  const seen = new Set([start]);
  let ways: { readonly at: number; readonly records: readonly number[] }[] = [{ at: start, records: [] }];
  while (ways.length > 0) {
    const next: typeof ways = [];
    for (const { at, records } of ways) {
      for (const { index, worse } of from.get(at) ?? []) {
        if (records.length + 2 >= LEAST && worse.includes(goal)) return [...records, index];
        for (const to of worse) {
          if (to === goal || seen.has(to)) continue;
          seen.add(to);
          next.push({ at: to, records: [...records, index] });
        }
      }
    }
    ways = next;
  }
  return null;
}

/** Preferences that are left when, again and again, responses are taken away that nothing is over, or that are over nothing. */
function inKnots(rankings: readonly Ranking[]): readonly Ranking[] {
  const over = new Map<number, Set<number>>();
  const under = new Map<number, Set<number>>();
  for (const { better, worse } of rankings) {
    for (const one of worse) {
      link(over, one, better);
      link(under, better, one);
    }
  }
  const gone = new Set<number>();
  const waiting = [...new Set([...over.keys(), ...under.keys()])].filter((print) => !over.has(print) || !under.has(print));
  for (let print = waiting.pop(); print !== undefined; print = waiting.pop()) {
    if (gone.has(print)) continue;
    gone.add(print);
    for (const one of under.get(print) ?? []) if (cut(over, one, print)) waiting.push(one);
    for (const one of over.get(print) ?? []) if (cut(under, one, print)) waiting.push(one);
  }
  return rankings.filter(({ better, worse }) => !gone.has(better) && worse.some((one) => !gone.has(one)));
}

function link(links: Map<number, Set<number>>, from: number, to: number): void {
  const set = links.get(from);
  if (set) set.add(to);
  else links.set(from, new Set([to]));
}

/** Takes a link away; true where that was the last. */
function cut(links: Map<number, Set<number>>, from: number, to: number): boolean {
  const set = links.get(from);
  return set !== undefined && set.delete(to) && set.size === 0;
}

function byBetter(rankings: readonly Ranking[]): ReadonlyMap<number, readonly Ranking[]> {
  const found = new Map<number, Ranking[]>();
  for (const ranking of rankings) appendTo(found, ranking.better, ranking);
  return found;
}
