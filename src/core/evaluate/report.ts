import type { EnsemblePicture } from './ensemblePicture.js';
import type { Interval } from './wilson.js';

/** How often scores order labelled pairs as the labels do. A record counts once: where it has several labelled pairs, by its share of them. */
export interface Accuracy {
  /** Records that are labelled and scored. */
  readonly records: number;
  readonly pairs: number;
  /** Pairs that are scored alike: each counts half. */
  readonly ties: number;
  /** Null where there are no records. */
  readonly value: number | null;
  /** Wilson's interval of 95% over the records. */
  readonly interval: Interval | null;
  /** Why there is no value; null where there is. */
  readonly reason: string | null;
}

/** Accuracy on one subset of the file; null is the name of records without one. */
export interface SubsetAccuracy extends Accuracy {
  readonly subset: string | null;
}

/** A section of RewardBench (2403.13787): its subsets' accuracies, weighted by their published sizes, math-prm as much as all code. */
export interface SectionAccuracy {
  readonly section: string;
  readonly value: number;
  readonly subsets: readonly string[];
  /** Subsets of the section that the file lacks. */
  readonly missing: readonly string[];
}

/** RewardBench's sections, as far as the file has their subsets, and the mean of the sections. */
export interface RewardBenchScore {
  readonly sections: readonly SectionAccuracy[];
  readonly value: number;
  /** False where a subset is missing: the value is then not comparable with published ones. */
  readonly complete: boolean;
}

/** Pairs of neighbouring confidence; `high` is in the bin, `low` is not (but for the first). */
export interface ReliabilityBin {
  readonly low: number;
  readonly high: number;
  readonly pairs: number;
  /** Mean confidence, and share of pairs where the labels agree (ties half). */
  readonly predicted: number;
  readonly observed: number;
}

/**
 * How far P(preferred is better) = sigmoid(slope * difference of scaled rewards) can be taken at its word. A pair and its
 * mirror image are the same pair, so bins are of confidence max(P, 1 - P), from 1/2 to 1.
 */
export interface Reliability {
  /** The model's own calibration; sigmoid of the raw difference (Bradley-Terry, as reward models are trained); or one sd of the differences to the odds of e. */
  readonly probability: 'calibrated' | 'bradley-terry' | 'default';
  readonly slope: number;
  readonly pairs: number;
  readonly brier: number | null;
  /** In nats. */
  readonly logLoss: number | null;
  /** Expected calibration error over bins of equal width, and over bins of equal count. */
  readonly ece: number | null;
  readonly adaptiveEce: number | null;
  readonly fixed: readonly ReliabilityBin[];
  readonly adaptive: readonly ReliabilityBin[];
  /** Why there are no figures; null where there are. */
  readonly reason: string | null;
}

/** Correlation of scores with an attribute's labels, over responses. Null with a reason where it is not defined. */
export interface AttributeCorrelation {
  readonly attribute: string;
  readonly pool: string | null;
  readonly responses: number;
  readonly pearson: number | null;
  readonly spearman: number | null;
  /** Pearson given log(1 + characters). */
  readonly partial: number | null;
  readonly reason: string | null;
}

/** What length does to scores; lengths are characters. */
export interface LengthBias {
  readonly responses: number;
  readonly pearson: number | null;
  readonly spearman: number | null;
  /** Pearson of score and length, each less its record's mean: between answers to one prompt. */
  readonly withinRecord: number | null;
  readonly reason: string | null;
  /** Pairs whose lengths differ by at most a tenth of the longer one. */
  readonly matched: Accuracy;
  readonly preferredLonger: Accuracy;
  readonly preferredShorter: Accuracy;
}

/** Expected outcome of taking the highest scored of k responses. */
export interface BestOfK {
  readonly k: number;
  /** Mean over records of E[highest reward of k], on the model's scale. */
  readonly reward: number;
  /** Mean over records of the expected label (goodness, helpfulness or first attribute) of the response so taken; null without labels. */
  readonly label: number | null;
  /** KL divergence from the generator that it costs, log k - (k - 1) / k, in nats. */
  readonly kl: number;
}

/** Best-of-k curve over the records that have `responses` scored responses or more. */
export interface BestOfKCurve {
  readonly records: number;
  readonly responses: number;
  readonly curve: readonly BestOfK[];
  readonly reason: string | null;
}

/** One reward model (all its members together), or the vote of all that vote. */
export interface ModelEvaluation {
  readonly name: string;
  readonly kind: 'model' | 'ensemble';
  /** Where its scores come from. */
  readonly source: 'file' | 'scored';
  readonly accuracy: Accuracy;
  readonly subsets: readonly SubsetAccuracy[];
  /** Mean of the subsets' accuracies. */
  readonly macro: number | null;
  readonly rewardBench: RewardBenchScore | null;
  readonly reliability: Reliability;
  readonly attributes: readonly AttributeCorrelation[];
  readonly length: LengthBias;
  readonly bestOf: BestOfKCurve;
  /** Each member alone; empty for a model without members. */
  readonly members: readonly { readonly name: string; readonly accuracy: Accuracy }[];
}

/** Accuracy of `a` minus that of `b` on records that both scored, with a 95% interval by a bootstrap over prompts. */
export interface PairedDifference {
  readonly a: string;
  readonly b: string;
  readonly records: number;
  readonly prompts: number;
  readonly difference: number | null;
  /** Null where fewer than two prompts were drawn from. */
  readonly interval: Interval | null;
  /** Why there is no difference or no interval; null where there are both. */
  readonly reason: string | null;
}

/** One generator model among those it met. */
export interface GeneratorStanding {
  readonly model: string;
  readonly responses: number;
  /** Mean scaled reward (by a model) or mean label (by labels) of its responses; null where they have none. */
  readonly mean: number | null;
  /** Comparisons with a response of another generator to the same prompt. */
  readonly wins: number;
  readonly losses: number;
  readonly ties: number;
  /** Ties count half. */
  readonly winRate: number | null;
  /** Wilson's, as if no two comparisons shared a response. */
  readonly interval: Interval | null;
  /** Bradley-Terry log-odds, their mean 0 (ties as half a win each); null where it is not defined. */
  readonly strength: number | null;
}

/** Generator models compared by one judge of them. */
export interface GeneratorComparison {
  /** Name of the reward model or ensemble; null for the labels. */
  readonly by: string | null;
  /** Strongest first. */
  readonly models: readonly GeneratorStanding[];
  /** Generators beyond the most frequent ones, which are not compared. */
  readonly leftOut: number;
  /** Why there is no strength; null where there is. */
  readonly reason: string | null;
}

/** Pearson correlation of the voters' scaled differences, over records that both scored; null where it is not defined. */
export interface VoterCorrelation {
  readonly voters: readonly string[];
  readonly matrix: readonly (readonly (number | null)[])[];
  /** Why some of it is null; null where none is. */
  readonly reason: string | null;
}

/** What the models' scores are worth against a file's labels. */
export interface EvaluateReport {
  /** Records, dropped ones left out. */
  readonly records: number;
  /** Records whose labels put one response above another, and the pairs that gives. */
  readonly labelled: number;
  readonly pairs: number;
  /** Records with a score of any response. */
  readonly scored: number;
  /** Why no accuracy can be told; null where one can. */
  readonly reason: string | null;
  /** The ensemble first where several vote, then the models. */
  readonly models: readonly ModelEvaluation[];
  /** Between models, the ensemble among them; each against the most accurate one where they are many. */
  readonly differences: readonly PairedDifference[];
  readonly bootstrap: { readonly draws: number; readonly seed: number };
  /** Accuracy of taking the longer response. */
  readonly longer: Accuracy;
  readonly correlation: VoterCorrelation;
  readonly generators: readonly GeneratorComparison[];
  readonly ensemble: EnsemblePicture;
}
