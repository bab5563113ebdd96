/** Count, mean and population sd of numbers as they come (Welford's recurrence); NaN is left out. */
export class Moments {
  n = 0;
  private average = 0;
  private squares = 0;

  add(value: number): void {
    if (Number.isNaN(value)) return;
    this.n++;
    const delta = value - this.average;
    this.average += delta / this.n;
    this.squares += delta * (value - this.average);
  }

  /** Null without numbers. */
  get mean(): number | null {
    return this.n === 0 ? null : this.average;
  }

  /** Population sd; null without numbers. */
  get sd(): number | null {
    return this.n === 0 ? null : Math.sqrt(this.squares / this.n);
  }

  /** Standard error of the mean, from the sample variance; null for fewer than two numbers. */
  get error(): number | null {
    return this.n < 2 ? null : Math.sqrt(this.squares / (this.n - 1) / this.n);
  }
}
