/** Work in small portions: some at once, the rest between the browser's own turns, until it is done or called off. */

/** Milliseconds that one portion may take. */
const PORTION = 6;

/** A queue of small steps. What a step adds comes next: the first part of a text is finished before the second is begun. */
export class Work {
  #steps: (() => void)[] = [];
  #added: (() => void)[] | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;

  /** Adds a step. */
  add(step: () => void): void {
    (this.#added ?? this.#steps).push(step);
    this.#schedule();
  }

  /** Does steps now, for as long as one portion may take. */
  portion(): void {
    const end = performance.now() + PORTION;
    do {
      const step = this.#steps.shift();
      this.#added = [];
      step?.();
      if (this.#added.length > 0) this.#steps = [...this.#added, ...this.#steps];
      this.#added = null;
    } while (this.#steps.length > 0 && performance.now() < end);
    this.#schedule();
  }

  /** Forgets what is not done. */
  stop(): void {
    this.#steps = [];
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #schedule(): void {
    if (this.#steps.length === 0 || this.#timer !== null) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.portion();
    }, 0);
  }
}
