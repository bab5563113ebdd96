/** Scrolls texts along with one of them, each by its own share. */

/** Places that were set from here: their scroll events move nothing. */
const set = new WeakMap<Element, number>();

/** Brings the others to the same share of their height. */
export function scrollAlong(from: Element, all: readonly Element[]): void {
  if (!all.includes(from)) return;
  const expected = set.get(from);
  set.delete(from);
  if (expected !== undefined && Math.abs(expected - from.scrollTop) < 2) return;
  const share = from.scrollTop / Math.max(1, from.scrollHeight - from.clientHeight);
  for (const other of all) {
    if (other === from) continue;
    const top = Math.round(share * (other.scrollHeight - other.clientHeight));
    if (Math.abs(other.scrollTop - top) < 2) continue;
    other.scrollTop = top;
    set.set(other, other.scrollTop);
  }
}
