import type { Rating } from '../record.js';
import { judgeScores } from '../schemas/judgeScores.js';

/** What schemas call a judge whose name the file does not give. */
const JUDGE = 'judge';

/** The judge (a model) that gave all of these marks; null where people did. */
export function judgeOf(ratings: readonly Rating[], schema: string): string | null {
  const who = ratings[0]?.annotator ?? null;
  if (who === null || (who !== JUDGE && schema !== judgeScores.name)) return null;
  return ratings.every(({ annotator }) => annotator === who) ? who : null;
}
