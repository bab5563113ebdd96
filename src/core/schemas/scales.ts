/** Guesses which scale an attribute has from the marks that a sample of rows holds. */

/** The ends of an attribute's scale. */
export interface Scale {
  readonly min: number;
  readonly max: number;
}

/** From this many marks on, a narrow scale is believed as it is seen; with fewer the usual wider one is taken. */
const MANY = 100;

/** Usual scales, narrowest first. A mark outside the scale later on is a bad row, so the guess leaves room. */
const USUAL: readonly Scale[] = [
  { min: 0, max: 1 },
  { min: 1, max: 5 },
  { min: 0, max: 4 },
  { min: 0, max: 5 },
  { min: 1, max: 7 },
  { min: 1, max: 10 },
  { min: 0, max: 10 },
];

/** Of many values this share may be wrong: their rows are then the broken ones, not the scale. */
const WRONG = 0.01;

/**
 * The usual scale of the values (empty ones left out by the caller): of all of them, or of all but a few among many.
 * Null where they are not whole numbers of a usual size, or there are none.
 */
export function guessScale(values: readonly unknown[]): Scale | null {
  const marks = values.filter((value): value is number => typeof value === 'number' && Number.isInteger(value));
  const wrong = values.length >= MANY ? Math.floor(values.length * WRONG) : 0;
  if (marks.length === 0 || values.length - marks.length > wrong) return null;
  let low = Infinity;
  let high = -Infinity;
  for (const mark of marks) {
    if (mark < low) low = mark;
    if (mark > high) high = mark;
  }
  if (low < 0 && Math.max(-low, high) <= 10) return { min: -Math.max(-low, high), max: Math.max(-low, high) };
  if (marks.length >= MANY && low === 0 && high > 1 && high < 4) return { min: 0, max: high };
  const outside = ({ min, max }: Scale): number => values.length - marks.filter((mark) => mark >= min && mark <= max).length;
  return USUAL.find((scale) => low >= scale.min && high <= scale.max) ?? USUAL.find((scale) => outside(scale) <= wrong) ?? null;
}

/** Mean of the marks: the label where the file gives each mark and no consensus; null without marks. */
export function meanMark(marks: readonly number[]): number | null {
  if (marks.length === 0) return null;
  let sum = 0;
  for (const mark of marks) sum += mark;
  return sum / marks.length;
}
