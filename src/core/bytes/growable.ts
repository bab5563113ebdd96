/** A Float64Array that grows; 8 bytes an entry, doubled as it fills. */
export class Growable {
  private values = new Float64Array(1024);
  length = 0;

  push(value: number): void {
    if (this.length === this.values.length) {
      const wider = new Float64Array(this.length * 2);
      wider.set(this.values);
      this.values = wider;
    }
    this.values[this.length++] = value;
  }

  at(i: number): number {
    if (i < 0 || i >= this.length) throw new RangeError(`no entry ${i} of ${this.length}`);
    return this.values[i] as number;
  }
}
