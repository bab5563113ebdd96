/** Bytes that were dear to get, by name; the oldest go when there are too many. A failure is kept too, so that it is met once. */
export class ByteCache {
  private readonly entries = new Map<string, { bytes: Promise<Uint8Array>; size: number }>();
  private held = 0;

  constructor(private limit: number) {}

  /** Makes room for so many bytes that are needed again and again. */
  atLeast(bytes: number): void {
    this.limit = Math.max(this.limit, bytes);
  }

  get(name: string, make: () => Promise<Uint8Array>): Promise<Uint8Array> {
    const known = this.entries.get(name);
    if (known) {
      this.entries.delete(name);
      this.entries.set(name, known);
      return known.bytes;
    }
    const entry = { bytes: make(), size: 64 };
    this.entries.set(name, entry);
    this.held += entry.size;
    this.shrink(entry);
    entry.bytes.then(
      (bytes) => {
        if (this.entries.get(name) !== entry) return;
        entry.size += bytes.length;
        this.held += bytes.length;
        this.shrink(entry);
      },
      () => undefined,
    );
    return entry.bytes;
  }

  clear(): void {
    this.entries.clear();
    this.held = 0;
  }

  private shrink(newest: { size: number }): void {
    for (const [name, oldest] of this.entries) {
      if (this.held <= this.limit || oldest === newest) break;
      this.entries.delete(name);
      this.held -= oldest.size;
    }
  }
}
