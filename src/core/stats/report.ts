/** What `tiebreak stats`, the engine's request `stats` and the dataset report show. Plain data: it is printed as JSON as it is. */
import type { EnsemblePicture } from '../evaluate/ensemblePicture.js';

/** Every agreement figure, in the order in which they are shown. */
export const FIGURES = ['exact', 'kappa', 'kappaQuadratic', 'alphaNominal', 'alphaOrdinal', 'alphaInterval', 'ac1', 'ac2', 'fleiss', 'icc1', 'icc1k', 'icc2', 'icc3'] as const;

/**
 * exact: share of agreeing pairs (percent agreement); kappa, kappaQuadratic: Cohen's, both orders of every pair;
 * alphaNominal, -Ordinal, -Interval: Krippendorff's; ac1, ac2: Gwet's (ac2 with quadratic weights); fleiss: Fleiss' kappa;
 * icc1, icc1k: one-way ICC of a single mark and of the mean; icc2, icc3: two-way ICC(2,1) and ICC(3,1) of named annotators.
 */
export type FigureName = (typeof FIGURES)[number];

/** Ends of a 95% interval. */
export type Interval = readonly [low: number, high: number];

/** How far those who marked the same items agree; null is undefined, `why` says for which reason. */
export interface Agreement extends Readonly<Record<FigureName, number | null>> {
  /** Percentile bootstrap over items; a figure without one is left out. */
  readonly ci95: Readonly<Partial<Record<FigureName, Interval>>>;
  /** Of each undefined figure, one sentence. */
  readonly why: Readonly<Partial<Record<FigureName, string>>>;
}

/** Marks of one attribute by one group of annotators. An item is a response (for `preference`: a record) with a mark or label. */
export interface MarkStats extends Agreement {
  readonly items: number;
  /** Marks by single annotators; 0 where the file holds labels alone. */
  readonly ratings: number;
  /** Items with two marks or more, which agreement is measured on. */
  readonly compared: number;
  /** Fewest and most marks of one marked item; null without marks. */
  readonly raters: { readonly min: number; readonly max: number } | null;
  /** Mean and population sd of the marks; of the labels where there are no marks; null of none. */
  readonly mean: number | null;
  readonly sd: number | null;
  /** The labels that the file gives, or its published rule makes of the marks. */
  readonly labels: { readonly count: number; readonly mean: number | null; readonly sd: number | null };
  /** Every value of the scale, ascending, and how many marks (labels where there are no marks) say it. */
  readonly categories: readonly number[];
  readonly counts: readonly number[];
  /** The judge whose marks they are; null for people's. */
  readonly judge: string | null;
}

/** The same marks before and after a published rule, and what it drops. */
export interface RuleStats<T> {
  readonly initial: T;
  readonly postProcessed: T;
  readonly dropped: Dropped;
}

/** What a rule drops. */
export interface Dropped {
  /** Indices of records, from 0, ascending. */
  readonly records: readonly number[];
  /** Numbers of source rows, from 1, ascending. */
  readonly rows: readonly number[];
  /** Records by the reason that drops them: neither response is valid; else the three closest marks are apart by more than 2; else the label is 0. */
  readonly reasons: { readonly spread: number; readonly zero: number; readonly invalid: number };
}

/** One named annotator on one attribute. */
export interface AnnotatorStats {
  readonly annotator: string;
  readonly pool: string | null;
  /** Null for votes on the preference. */
  readonly attribute: string | null;
  readonly ratings: number;
  /** Items that others marked too, and pairs of an own mark and another's on them. */
  readonly items: number;
  readonly pairs: number;
  /** Own marks against the others' of the same items; null where undefined. */
  readonly exact: number | null;
  readonly kappa: number | null;
  readonly kappaQuadratic: number | null;
  /** Mean of own marks minus the others', over those pairs. */
  readonly bias: number | null;
  /** P(the mark is the true class), by Dawid-Skene; null where it cannot be fitted. */
  readonly dawidSkene: number | null;
  /** CROWDLAB's quality of the annotator, 0 to 1; null without a model's predictions. */
  readonly crowdlab: number | null;
}

/** Cohen's kappa of two named annotators on the items that both marked. */
export interface AnnotatorPair {
  readonly annotators: readonly [string, string];
  readonly pool: string | null;
  readonly attribute: string | null;
  readonly items: number;
  readonly kappa: number | null;
  readonly kappaQuadratic: number | null;
}

/** Everything that the labels of a file say of each other. */
export interface StatsReport {
  /** Records counted: all but the dropped. */
  readonly records: number;
  /** Attributes of the one unnamed group of annotators (a judge's where only a judge marks it), by name. */
  readonly attributes: Readonly<Record<string, MarkStats>>;
  /** Groups kept apart (expert, turker; a judge beside people), each with its attributes. */
  readonly pools: Readonly<Record<string, Readonly<Record<string, MarkStats>>>>;
  /** Votes by signed strength, as marks of one more attribute; null where nobody votes. */
  readonly preference: MarkStats | null;
  /** HelpSteer2's rules (2406.08673): three closest marks, a record dropped where helpfulness is apart by more than 2; null where they do not apply. */
  readonly helpsteer2: RuleStats<Readonly<Record<string, MarkStats>>> | null;
  /** HelpSteer2-Preference's rules (2410.01257); null where they do not apply. */
  readonly helpsteer2Preference: RuleStats<MarkStats> | null;
  /** Named annotators, most marks first. */
  readonly annotators: readonly AnnotatorStats[];
  /** Pairs of them, where they are few. */
  readonly annotatorPairs: readonly AnnotatorPair[];
  /** The models' votes over the file (2401.06080); null where nothing is scored. */
  readonly ensemble: EnsemblePicture | null;
  readonly bootstrap: { readonly draws: number; readonly seed: number };
}
