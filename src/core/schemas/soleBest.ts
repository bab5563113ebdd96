/** Position of the highest value; null where two share it, or there is none. */
export function soleBest(values: readonly (number | null)[]): number | null {
  let best: number | null = null;
  let at: number | null = null;
  values.forEach((value, i) => {
    if (value === null) return;
    if (best === null || value > best) {
      best = value;
      at = i;
    } else if (value === best) at = null;
  });
  return at;
}
