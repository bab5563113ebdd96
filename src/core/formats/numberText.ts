/** A number as it is written in the place of another: a whole one keeps the zeros after the point (1.0 -> 0.0), so that an edit taken back leaves the same bytes. */
export function numberText(value: number, before: string): string {
  const zeros = /^\s*[-+]?\d+(\.0+)\s*$/.exec(before)?.[1];
  const text = String(value);
  return zeros !== undefined && /^-?\d+$/.test(text) ? `${text}${zeros}` : text;
}
