/** Bytes that come in pieces and are put together once, so that a row of many megabytes is not copied with each of its pieces. */
export class Pieces {
  length = 0;
  private list: Uint8Array[] = [];

  /** Takes a copy of the bytes. */
  add(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    // Not `slice`, which some kinds of bytes answer with a view.
    this.list.push(new Uint8Array(bytes));
    this.length += bytes.length;
  }

  /** Everything with the bytes after it, as one; nothing is left. */
  take(last: Uint8Array): Uint8Array {
    if (this.length === 0) return last;
    const all = new Uint8Array(this.length + last.length);
    let at = 0;
    for (const piece of this.list) {
      all.set(piece, at);
      at += piece.length;
    }
    all.set(last, at);
    this.clear();
    return all;
  }

  clear(): void {
    this.list = [];
    this.length = 0;
  }
}
