import { setImmediate } from 'node:timers/promises';

/** This process's clock, and its other work between two pieces of a long one. */
export const TURNS = { now: () => performance.now(), pause: () => setImmediate() } as const;
