/** Reads single items that are mostly asked for in ascending order; neighbours come in blocks that grow. */
export class Ahead<T> {
  private start = 0;
  private items: readonly T[] = [];
  private size = 1;

  constructor(
    private readonly count: number,
    private readonly read: (from: number, count: number) => Promise<readonly T[]>,
    private readonly most = 256,
  ) {}

  async at(i: number): Promise<T> {
    if (i < this.start || i >= this.start + this.items.length) {
      this.size = i === this.start + this.items.length && i > 0 ? Math.min(this.most, this.size * 2) : 1;
      this.items = await this.read(i, Math.min(this.size, this.count - i));
      this.start = i;
    }
    return this.items[i - this.start] as T;
  }
}
