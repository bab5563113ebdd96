import type { Response } from '../record.js';
import { goodness, GOODNESS_SPAN, merit } from './goodness.js';

/** Steps of the scale that margins are told in: four, from the lowest of five marks to the highest. */
const STEPS = 4;

/**
 * How far the labels put one response (position from 0) above another, in steps of a five-step scale: a difference of the
 * whole scale is 4. Null where either is not rated.
 */
export function meritMargin(responses: readonly Response[], preferred: number, other: number): number | null {
  const merits = merit(responses);
  const [own, its] = [merits?.[preferred] ?? null, merits?.[other] ?? null];
  const range = meritRange(responses[preferred]);
  return own === null || its === null || !(range > 0) ? null : (STEPS * (own - its)) / range;
}

/** Width of the scale that `merit` is on. */
function meritRange(response: Response | undefined): number {
  if (response === undefined) return NaN;
  const rated = response.labels.filter(({ consensus }) => consensus !== null);
  const label = rated.find(({ attribute }) => attribute === 'helpfulness') ?? rated[0];
  if (label === undefined) return NaN;
  return (label.max - label.min) * (goodness(response) === null ? 1 : GOODNESS_SPAN);
}
