import type { Response } from '../record.js';

/** Weights of Llama3-70B-SteerLM-RM, in hundredths so that whole-number labels tie exactly (2406.08673). */
const WEIGHTS: Readonly<Record<string, number>> = { helpfulness: 65, correctness: 80, coherence: 45, complexity: 55, verbosity: -40 };

/** Goodness of the best marks less that of the worst, as a multiple of the width of the attributes' scale. */
export const GOODNESS_SPAN = Object.values(WEIGHTS).reduce((sum, weight) => sum + Math.abs(weight), 0) / 100;

/** One number for the five HelpSteer attributes, .65 help + .8 corr + .45 coh + .55 compl - .4 verb; null where one is missing. */
export function goodness(response: Response): number | null {
  let sum = 0;
  for (const [attribute, weight] of Object.entries(WEIGHTS)) {
    const label = consensusOf(response, attribute);
    if (label === null) return null;
    sum += weight * label;
  }
  return sum / 100;
}

/** The consensus on helpfulness; null without one. */
export function helpfulness(response: Response): number | null {
  return consensusOf(response, 'helpfulness');
}

/**
 * What ranks rated responses: goodness where every rated response has all five attributes, else helpfulness, else the
 * first attribute that is rated; null for a response without it. Null where fewer than two can be compared.
 */
export function merit(responses: readonly Response[]): readonly (number | null)[] | null {
  const rated = responses.map((response) => response.labels.some((label) => label.consensus !== null));
  const first = responses.flatMap((response) => response.labels).find((label) => label.consensus !== null)?.attribute;
  if (first === undefined || rated.filter(Boolean).length < 2) return null;
  const keys = [goodness, helpfulness, (response: Response) => consensusOf(response, first)];
  for (const key of keys) {
    const values = responses.map(key);
    if (values.every((value, i) => value !== null || !rated[i])) return values;
  }
  const values = responses.map((response) => consensusOf(response, first));
  return values.filter((value) => value !== null).length < 2 ? null : values;
}

function consensusOf(response: Response, attribute: string): number | null {
  return response.labels.find((label) => label.attribute === attribute)?.consensus ?? null;
}
