/** Limits of the flags; settings may change each. */
export interface Thresholds {
  /** low-agreement: largest spread of marks that is still agreement, as a share of the attribute's scale (2 of 0-4). */
  readonly spreadShare: number;
  /** low-agreement: where votes are on both sides, the majority must have more than this share. */
  readonly majorityShare: number;
  /** contested: least P(true mean < 0). */
  readonly contestedSign: number;
  /** contradiction: least step (on the scale of goodness, or of the attribute) by which the labels prefer another response. */
  readonly contradictionStep: number;
  /** ambiguous: means nearer to 0 than this, in units of the voters' scales. */
  readonly ambiguousMean: number;
  /** high-variance: share of each bin of similar means that has the highest sd. */
  readonly varianceShare: number;
  /** high-variance: how many bins of equal count. */
  readonly varianceBins: number;
}

export const DEFAULT_THRESHOLDS: Thresholds = {
  spreadShare: 0.5,
  majorityShare: 2 / 3,
  contestedSign: 0.9,
  contradictionStep: 1,
  ambiguousMean: 0.25,
  varianceShare: 0.1,
  varianceBins: 10,
};
