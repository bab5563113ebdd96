import { agreement, type Bootstrap } from '../agreement/agree.js';
import type { RatedItems } from '../agreement/ratedItems.js';
import { whyText } from '../agreement/why.js';
import type { MarkList } from './markList.js';
import { Moments } from './moments.js';
import { FIGURES, type Agreement, type FigureName, type Interval, type MarkStats } from './report.js';

/** The statistics of one list of marks; `rated` are its marks. Works in steps. */
export function* markStats(list: MarkList, rated: RatedItems, bootstrap: Bootstrap): Generator<void, MarkStats> {
  const { labels, judge, items, perItem } = list;
  const marks = new Moments();
  for (const place of rated.places) marks.add(rated.categories[place]!);
  const shown = marks.count > 0 ? marks : labels;
  const values = [...new Set([...rated.categories, ...(marks.count > 0 ? [] : labels.counts.keys())])].sort((a, b) => a - b);
  let compared = 0;
  for (let item = 0; item + 1 < rated.starts.length; item++) if (rated.starts[item + 1]! - rated.starts[item]! > 1) compared++;
  return {
    items,
    ratings: marks.count,
    compared,
    raters: perItem,
    mean: shown.mean,
    sd: shown.sd,
    labels: { count: labels.count, mean: labels.mean, sd: labels.sd },
    categories: values,
    counts: values.map((value) => shown.counts.get(value) ?? 0),
    judge,
    ...(yield* agreementOf(rated, bootstrap)),
  };
}

function* agreementOf(rated: RatedItems, bootstrap: Bootstrap): Generator<void, Agreement> {
  const found = yield* agreement(rated, bootstrap);
  const ci95: Partial<Record<FigureName, Interval>> = {};
  const why: Partial<Record<FigureName, string>> = {};
  const figures = FIGURES.map((name): [FigureName, number | null] => {
    const { figure, interval } = found[name];
    if (interval !== null) ci95[name] = interval;
    if (typeof figure === 'string') why[name] = whyText(figure);
    return [name, typeof figure === 'number' ? figure : null];
  });
  return { ...(Object.fromEntries(figures) as Record<FigureName, number | null>), ci95, why };
}
