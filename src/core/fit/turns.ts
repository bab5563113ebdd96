/** How long work shares a thread with others. */
export interface Turns {
  /** Milliseconds by a clock that only goes forward. */
  readonly now: () => number;
  /** Lets others have their turn. */
  readonly pause: () => Promise<void>;
  readonly signal?: AbortSignal;
}

/** Milliseconds of work between two turns of others. */
const TURN_MS = 10;

/** Gives others their turn; throws the signal's reason where it was aborted. */
export async function turn({ pause, signal }: Turns): Promise<void> {
  await pause();
  signal?.throwIfAborted();
}

/** Does a long work, a few milliseconds at a time. */
export async function inTurns<T>(work: Generator<void, T>, turns: Turns): Promise<T> {
  for (let since = turns.now(); ; ) {
    const step = work.next();
    if (step.done) return step.value;
    if (turns.now() - since < TURN_MS) continue;
    await turn(turns);
    since = turns.now();
  }
}
