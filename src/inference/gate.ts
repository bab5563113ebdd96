/** Who may use the device: several batches side by side, or one alone. */

/** Hands out turns in the order of asking. */
export class Gate {
  private running = 0;
  private closed = false;
  private readonly waiting: { readonly alone: boolean; readonly go: () => void }[] = [];

  /** `places` batches may run at the same time. */
  constructor(private places = 1) {}

  /** Makes room for at least so many batches at the same time. */
  widen(places: number): void {
    this.places = Math.max(this.places, places);
    this.next();
  }

  /** Does the work when there is a place. */
  turn<T>(work: () => Promise<T>): Promise<T> {
    return this.within(false, work);
  }

  /** Does the work when nothing else runs; nothing else runs until it is done. */
  alone<T>(work: () => Promise<T>): Promise<T> {
    return this.within(true, work);
  }

  private async within<T>(alone: boolean, work: () => Promise<T>): Promise<T> {
    await new Promise<void>((go) => {
      this.waiting.push({ alone, go });
      this.next();
    });
    try {
      return await work();
    } finally {
      this.running -= 1;
      if (alone) this.closed = false;
      this.next();
    }
  }

  private next(): void {
    for (let first = this.waiting[0]; first && this.fits(first.alone); first = this.waiting[0]) {
      this.waiting.shift();
      this.running += 1;
      this.closed = first.alone;
      first.go();
    }
  }

  private fits(alone: boolean): boolean {
    return !this.closed && this.running < (alone ? 1 : this.places);
  }
}
