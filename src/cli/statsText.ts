import type { EnsemblePicture } from '../core/evaluate/ensemblePicture.js';
import type { AnnotatorPair, AnnotatorStats, Dropped, FigureName, MarkStats, StatsReport } from '../core/stats/report.js';
import { plain } from './output.js';
import { decimal, percent, textTable } from './textTable.js';

/** Figures that have a column, and what they are called there. */
const COLUMNS: readonly (readonly [FigureName, string])[] = [
  ['kappaQuadratic', 'kappa (quadratic)'],
  ['alphaOrdinal', 'alpha (ordinal)'],
  ['ac2', 'AC2'],
  ['kappa', 'kappa'],
  ['alphaNominal', 'alpha (nominal)'],
  ['alphaInterval', 'alpha (interval)'],
  ['ac1', 'AC1'],
  ['fleiss', 'Fleiss'],
  ['icc1', 'ICC(1,1)'],
  ['icc1k', 'ICC(1,k)'],
  ['icc2', 'ICC(2,1)'],
  ['icc3', 'ICC(3,1)'],
];
/** Of them, those shown with their interval. */
const WITH_INTERVAL = new Set<FigureName>(['kappaQuadratic', 'alphaOrdinal', 'ac2']);
/** Lines of annotators that are printed. */
const MOST = 30;

type Named = readonly (readonly [string, MarkStats])[];

/** The statistics as people read them. */
export function statsText(report: StatsReport): string[] {
  const { attributes, pools, preference, helpsteer2, helpsteer2Preference } = report;
  const all: Named = [...Object.entries(attributes).map(([name, marks]) => [titleOf(name, marks), marks] as const), ...(preference ? [['preference', preference] as const] : [])];
  return [
    `${report.records} records; agreement over items with two marks or more, 95% intervals of ${report.bootstrap.draws} resamples of the items`,
    ...section('Marks', marksTable(all)),
    ...section('Agreement', agreementTable(all)),
    ...Object.entries(pools).flatMap(([pool, marks]) => [...section(`Marks by ${pool}`, marksTable(Object.entries(marks))), ...section(`Agreement of ${pool}`, agreementTable(Object.entries(marks)))]),
    ...(helpsteer2 ? section(`HelpSteer2’s rules: ${droppedText(helpsteer2.dropped)}`, ruleTable(Object.entries(helpsteer2.initial), helpsteer2.postProcessed)) : []),
    ...(helpsteer2Preference ? section(`HelpSteer2-Preference’s rules: ${droppedText(helpsteer2Preference.dropped)}`, ruleTable([['preference', helpsteer2Preference.initial]], { preference: helpsteer2Preference.postProcessed })) : []),
    ...section('Each annotator against the rest', annotatorTable(report.annotators)),
    ...section('Pairs of annotators', pairTable(report.annotatorPairs)),
    ...section('Models', ensembleLines(report.ensemble)),
  ];
}

function titleOf(name: string, { judge }: MarkStats): string {
  return judge === null ? name : `${name} (judge: ${judge})`;
}

function marksTable(all: Named): string[] {
  const rows = all.map(([name, { items, ratings, compared, raters, mean, sd, labels }]) => [name, String(items), String(ratings), raters === null ? '' : `${raters.min}-${raters.max}`, String(compared), decimal(mean), decimal(sd), String(labels.count), decimal(labels.mean), decimal(labels.sd)]);
  return rows.length === 0 ? [] : textTable(['attribute', 'items', 'marks', 'an item', 'compared', 'mean', 'sd', 'labels', 'mean', 'sd'], rows);
}

function agreementTable(all: Named): string[] {
  const measured = all.filter(([, { compared }]) => compared > 0);
  const columns = COLUMNS.filter(([figure]) => measured.some(([, marks]) => marks[figure] !== null));
  if (measured.length === 0) return [];
  const rows = measured.map(([name, marks]) => [name, percent(marks.exact, marks.ci95.exact ?? null), ...columns.map(([figure]) => figureText(marks, figure))]);
  return [...textTable(['attribute', 'exact', ...columns.map(([, title]) => title)], rows), ...measured.flatMap(([name, marks]) => reasons(name, marks, columns))];
}

/** Why figures that have a column are undefined of one attribute. */
function reasons(name: string, { why }: MarkStats, columns: typeof COLUMNS): string[] {
  const titles = new Map<string, string[]>();
  for (const [figure, title] of columns) {
    const reason = why[figure];
    if (reason !== undefined) titles.set(reason, [...(titles.get(reason) ?? []), title]);
  }
  return [...titles].map(([reason, undefinedOnes]) => plain(`${name}: no ${undefinedOnes.join(', ')}. ${reason}`));
}

function figureText(marks: MarkStats, figure: FigureName): string {
  const ends = marks.ci95[figure];
  const value = decimal(marks[figure]);
  return ends && WITH_INTERVAL.has(figure) ? `${value} (${decimal(ends[0])} to ${decimal(ends[1])})` : value;
}

function ruleTable(initial: Named, after: Readonly<Record<string, MarkStats>>): string[] {
  const both = (name: string, marks: MarkStats, figure: FigureName) => `${decimal(marks[figure])} -> ${decimal(after[name]?.[figure] ?? null)}`;
  return textTable(
    ['attribute', 'items', 'exact', 'kappa (quadratic)', 'alpha (ordinal)', 'AC2'],
    initial.map(([name, marks]) => [name, `${marks.items} -> ${after[name]?.items ?? 0}`, ...(['exact', 'kappaQuadratic', 'alphaOrdinal', 'ac2'] as const).map((figure) => both(name, marks, figure))]),
  );
}

function droppedText({ records, rows, reasons: { spread, zero, invalid } }: Dropped): string {
  return `the three closest marks are kept; ${records.length} records (${rows.length} rows) dropped: ${spread} apart by more than 2, ${zero} with label 0, ${invalid} of which neither response is valid`;
}

function annotatorTable(all: readonly AnnotatorStats[]): string[] {
  const rows = all.slice(0, MOST).map(({ annotator, pool, attribute, ratings, items, exact, kappa, kappaQuadratic, bias, dawidSkene, crowdlab }) => [annotator, [pool, attribute ?? 'preference'].filter((word) => word !== null).join(' '), String(ratings), String(items), percent(exact), decimal(kappa), decimal(kappaQuadratic), decimal(bias), decimal(dawidSkene), decimal(crowdlab)]);
  if (rows.length === 0) return [];
  const more = all.length > MOST ? [`and ${all.length - MOST} more (--json shows all)`] : [];
  return [...textTable(['annotator', 'attribute', 'marks', 'shared', 'exact', 'kappa', 'kappa (quadratic)', 'bias', 'Dawid-Skene', 'CROWDLAB'], rows), ...more];
}

function pairTable(all: readonly AnnotatorPair[]): string[] {
  const rows = all.slice(0, MOST).map(({ annotators: [one, other], pool, attribute, items, kappa, kappaQuadratic }) => [`${one}, ${other}`, [pool, attribute ?? 'preference'].filter((word) => word !== null).join(' '), String(items), decimal(kappa), decimal(kappaQuadratic)]);
  if (rows.length === 0) return [];
  const more = all.length > MOST ? [`and ${all.length - MOST} more (--json shows all)`] : [];
  return [...textTable(['annotators', 'attribute', 'items', 'kappa', 'kappa (quadratic)'], rows), ...more];
}

function ensembleLines(picture: EnsemblePicture | null): string[] {
  if (picture === null) return [];
  const { models, records, negativeShare, negativeInterval, bins, judge } = picture;
  const rows = bins.map(({ count, low, high, mean, sd, agreement }) => [String(count), decimal(low), decimal(high), decimal(mean), decimal(sd), ...(judge === null ? [] : [percent(agreement)])]);
  return [
    `${models} models, ${records} records; mean difference below 0: ${percent(negativeShare, negativeInterval)}`,
    ...textTable(['records', 'from', 'to', 'mean', 'sd', ...(judge === null ? [] : [`${judge} agrees`])], rows),
  ];
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', plain(title), ...lines];
}
