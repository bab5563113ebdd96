/** How often each hash came before: open addressing over 64 bits of it, 12 bytes a place, so that ten million fit. */
export class HashCounter {
  private high = new Uint32Array(1024);
  private low = new Uint32Array(1024);
  private counts = new Uint32Array(1024);
  private used = 0;

  /** Counts a hash, given as two numbers of 32 bits; answers how often it came before. */
  next(high: number, low: number): number {
    if (this.used * 3 > this.counts.length * 2) this.grow();
    const place = this.place(high, low);
    if (this.counts[place] === 0) {
      this.used++;
      this.high[place] = high;
      this.low[place] = low;
    }
    return this.counts[place]!++;
  }

  private place(high: number, low: number): number {
    const mask = this.counts.length - 1;
    let place = (high ^ low) & mask;
    while (this.counts[place]! > 0 && (this.high[place] !== high || this.low[place] !== low)) place = (place + 1) & mask;
    return place;
  }

  private grow(): void {
    const { high, low, counts } = this;
    const size = counts.length * 2;
    this.high = new Uint32Array(size);
    this.low = new Uint32Array(size);
    this.counts = new Uint32Array(size);
    for (let i = 0; i < counts.length; i++) {
      if (counts[i] === 0) continue;
      const place = this.place(high[i]!, low[i]!);
      this.high[place] = high[i]!;
      this.low[place] = low[i]!;
      this.counts[place] = counts[i]!;
    }
  }
}
