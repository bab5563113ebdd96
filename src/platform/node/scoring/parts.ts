/** Parts of a window that several scorers take one after the other. */
import { samePrompt } from '../../../core/scoring/samePrompt.js';
import { charactersOf, type Pending } from './window.js';

/** Parts a scorer gets on average: the last ones are then soon done, wherever they run. */
const PARTS_EACH = 8;
/** Batches of a part at least: enough of them to find similar lengths. */
const BATCHES = 4;
/** Characters of a token, roughly. */
const CHARACTERS = 4;

/**
 * The inputs in parts of about equal size, the longest inputs first: similar lengths come together, and so do the responses to one
 * prompt, unless they are more than a part.
 */
export function partsOf(pending: readonly Pending[], hands: number, tokenBudget: number): Pending[][] {
  const sizes = new Map(pending.map((one) => [one, charactersOf(one.input)]));
  const total = (some: readonly Pending[]) => some.reduce((sum, one) => sum + sizes.get(one)!, 0);
  const size = Math.max(total(pending) / (PARTS_EACH * hands), BATCHES * CHARACTERS * tokenBudget);
  const shared = samePrompt(pending.map(({ input }) => input)).map((positions) => positions.map((position) => pending[position]!));
  const together = new Set(shared.flat());
  const groups = [...shared, ...pending.filter((one) => !together.has(one)).map((one) => [one])]
    .map((group) => ({ group, mean: total(group) / group.length }))
    .sort((a, b) => b.mean - a.mean);
  const parts: Pending[][] = [];
  let part: Pending[] = [];
  let held = 0;
  const close = () => {
    if (part.length > 0) parts.push(part);
    part = [];
    held = 0;
  };
  for (const { group } of groups) {
    if (held + total(group) > size) close();
    for (const one of group) {
      if (held > 0 && held + sizes.get(one)! > size) close();
      part.push(one);
      held += sizes.get(one)!;
    }
  }
  close();
  return parts;
}
