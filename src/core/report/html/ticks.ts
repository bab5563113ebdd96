/** Round numbers between two ends, at most about `most` of them; the ends themselves only where they are round. */
export function ticks(min: number, max: number, most: number): readonly number[] {
  if (!(max > min) || !Number.isFinite(max - min)) return [min].filter(Number.isFinite);
  const rough = (max - min) / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((unit) => unit * power).find((size) => size >= rough * 0.999) ?? 10 * power;
  const first = Math.ceil(min / step - 1e-9);
  const last = Math.floor(max / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}
