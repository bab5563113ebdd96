import { itemCount, type RatedItems } from './ratedItems.js';

/** The most frequent class of each item; of equals the more probable by the model, then the rarer in the file, then the lower. */
export function majority(rated: RatedItems, probabilities: Float64Array): Uint32Array {
  const { categories, starts, places } = rated;
  const k = categories.length;
  const frequency = new Float64Array(k);
  for (const place of places) frequency[place]!++;
  const votes = new Float64Array(k);
  return Uint32Array.from({ length: itemCount(rated) }, (_, item) => {
    votes.fill(0);
    for (let i = starts[item]!; i < starts[item + 1]!; i++) votes[places[i]!]!++;
    let most = 0;
    for (let c = 1; c < k; c++) {
      const by = votes[c]! - votes[most]! || probabilities[item * k + c]! - probabilities[item * k + most]! || frequency[most]! - frequency[c]!;
      if (by > 0) most = c;
    }
    return most;
  });
}

/** Mean over items with two marks or more of the share of marks that are the consensus. */
export function consensusLikelihood({ starts, places }: RatedItems, consensus: Uint32Array): number {
  let [sum, items] = [0, 0];
  for (let item = 0; item + 1 < starts.length; item++) {
    const m = starts[item + 1]! - starts[item]!;
    if (m < 2) continue;
    let same = 0;
    for (let i = starts[item]!; i < starts[item + 1]!; i++) if (places[i] === consensus[item]) same++;
    sum += same / m;
    items++;
  }
  return sum / items;
}

/** Share of items with two marks or more that always answering their most frequent consensus would get wrong. */
export function majorityError({ categories, starts }: RatedItems, consensus: Uint32Array): number {
  const counts = new Float64Array(categories.length);
  let items = 0;
  for (let item = 0; item + 1 < starts.length; item++) {
    if (starts[item + 1]! - starts[item]! < 2) continue;
    counts[consensus[item]!]!++;
    items++;
  }
  return 1 - Math.max(...counts) / items;
}

/** Share of others' marks on an annotator's items that equal the own; the mean of all such for one who shares no item. */
export function agreementWithOthers({ starts, places, raters }: RatedItems): ReadonlyMap<number, number> {
  const sums = new Map<number, { same: number; others: number }>();
  for (let item = 0; item + 1 < starts.length; item++) {
    for (let i = starts[item]!; i < starts[item + 1]!; i++) {
      const own = sums.get(raters![i]!) ?? { same: 0, others: 0 };
      sums.set(raters![i]!, own);
      for (let j = starts[item]!; j < starts[item + 1]!; j++) {
        if (j === i) continue;
        own.others++;
        if (places[j] === places[i]) own.same++;
      }
    }
  }
  const known = [...sums.values()].filter(({ others }) => others > 0);
  const mean = known.reduce((sum, { same, others }) => sum + same / others, 0) / known.length;
  return new Map([...sums].map(([rater, { same, others }]) => [rater, others > 0 ? same / others : mean]));
}

/** Share of an annotator's marks that are the consensus, over items with two marks or more; one without such items is left out. */
export function withConsensus({ starts, places, raters }: RatedItems, consensus: Uint32Array): ReadonlyMap<number, number> {
  const sums = new Map<number, { same: number; of: number }>();
  for (let item = 0; item + 1 < starts.length; item++) {
    if (starts[item + 1]! - starts[item]! < 2) continue;
    for (let i = starts[item]!; i < starts[item + 1]!; i++) {
      const own = sums.get(raters![i]!) ?? { same: 0, of: 0 };
      sums.set(raters![i]!, own);
      own.of++;
      if (places[i] === consensus[item]) own.same++;
    }
  }
  return new Map([...sums].map(([rater, { same, of }]) => [rater, same / of]));
}
