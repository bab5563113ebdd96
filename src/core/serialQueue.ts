/** Runs work one after the other: each begins when the one before has ended, well or not. */
export class SerialQueue {
  private last: Promise<unknown> = Promise.resolve();

  /** Does it when its turn comes. */
  run<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.last.then(work);
    this.last = turn.catch(() => undefined);
    return turn;
  }

  /** Waits for what was asked for so far. */
  async settled(): Promise<void> {
    await this.last;
  }
}
