/** Lets work go on, or holds it until it is told to go on. */
export class Gate {
  private release: (() => void) | null = null;
  private opened: Promise<void> = Promise.resolve();
  /** True where work has come to the shut gate. */
  private arrived = false;
  private closed: { readonly promise: Promise<void>; fire(): void } = signalOnce();

  /** True while work is to wait. */
  get shut(): boolean {
    return this.release !== null;
  }

  /** Asks work to wait. */
  close(): void {
    if (this.release) return;
    this.opened = new Promise((resolve) => void (this.release = resolve));
  }

  /** Lets work go on. */
  open(): void {
    this.release?.();
    this.release = null;
    // Who waits for a stop that work never came to waits for the next one.
    if (this.arrived) this.closed = signalOnce();
    this.arrived = false;
  }

  /** Work waits here where it is asked to; `held` resolves meanwhile. */
  async pass(): Promise<void> {
    this.arrived = true;
    this.closed.fire();
    await this.opened;
  }

  /** Resolves when work waits. */
  get held(): Promise<void> {
    return this.closed.promise;
  }
}

/** A promise and what resolves it. */
export function signalOnce(): { readonly promise: Promise<void>; fire(): void } {
  let fire!: () => void;
  const promise = new Promise<void>((resolve) => void (fire = resolve));
  return { promise, fire };
}
