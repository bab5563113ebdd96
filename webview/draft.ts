/** A value that arrow keys move, and that is set once they rest: one edit for a walk along a scale. */

/** Milliseconds without a key after which the value is set. */
const REST = 700;

/** One value on its way, by the name of what it is for. */
export class Draft {
  #key: string | null = null;
  #value = 0;
  #commit: (value: number) => void = () => undefined;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(private readonly changed: () => void) {}

  /** The value on its way, or null. */
  value(key: string): number | null {
    return this.#key === key ? this.#value : null;
  }

  /** Moves the value; `commit` is told when it is set. */
  move(key: string, value: number, commit: (value: number) => void): void {
    if (this.#key !== null && this.#key !== key) this.settle();
    this.#key = key;
    this.#value = value;
    this.#commit = commit;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.settle(), REST);
    this.changed();
  }

  /** Sets the value now. */
  settle(): void {
    if (this.#key === null) return;
    const value = this.#value;
    this.#forget();
    this.#commit(value);
  }

  /** Takes the value back; true where there was one. */
  drop(): boolean {
    const was = this.#key !== null;
    this.#forget();
    return was;
  }

  #forget(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#key === null) return;
    this.#key = null;
    this.changed();
  }
}

/** Where a key moves a value on a scale; null where it is no key of a slider. Steps are whole where the ends are. */
export function slid(key: string, value: number | null, min: number, max: number): number | null {
  const whole = Number.isInteger(min) && Number.isInteger(max);
  const step = whole && max - min <= 1000 ? 1 : (max - min) / 20;
  const page = Math.max(step, whole ? Math.round((max - min) / 5) : (max - min) / 5);
  const by = { ArrowRight: step, ArrowLeft: -step, PageUp: page, PageDown: -page }[key];
  if (key === 'Home') return min;
  if (key === 'End') return max;
  if (by === undefined) return null;
  // From nowhere the first key comes in at the end it points away from.
  if (value === null) return by > 0 ? min : max;
  const moved = by > 0 ? (whole ? Math.floor(value + by) : value + by) : whole ? Math.ceil(value + by) : value + by;
  return Math.min(max, Math.max(min, moved));
}
