/** How many threads a model gets. */
import { statSync } from 'node:fs';
import { totalmem } from 'node:os';
import type { Device } from '../core/scoring/scores.js';
import type { GraphFiles } from './graphFile.js';
import { cpuThreads } from './machine.js';

/** Threads of a model. */
export interface Lanes {
  /** Batches that run side by side, each in a session of its own. */
  readonly runners: number;
  /** Threads within each of them. */
  readonly threads: number;
  /** Threads that tokenise. */
  readonly encoders: number;
}

/** Weights of 8 bits are unfolded to 32 when a session opens. */
const UNFOLDED = 4;
/** Share of the memory that the weights of all sessions may take. */
const MEMORY_SHARE = 1 / 8;
/** A graphics card eats tokens faster than one thread makes them. */
const ENCODERS_OF_A_CARD = 4;

/**
 * On the CPU a batch a core, which wastes nothing on waiting for each other between two operations; as many fewer with
 * more threads each as the weights are too large to be held often. Any other device runs one batch at a time.
 */
export function plan(graph: GraphFiles, device: Device, cores = cpuThreads(), memory = totalmem()): Lanes {
  if (device !== 'cpu') return { runners: 1, threads: cores, encoders: Math.max(1, Math.min(ENCODERS_OF_A_CARD, cores - 1)) };
  const fit = Math.floor((memory * MEMORY_SHARE) / (UNFOLDED * weightBytes(graph)));
  let runners = Math.max(1, Math.min(cores, fit));
  while (cores % runners !== 0) runners -= 1;
  return { runners, threads: cores / runners, encoders: 1 };
}

function weightBytes({ path, data }: GraphFiles): number {
  return Math.max(1, [path, ...data].reduce((sum, file) => sum + statSync(file).size, 0));
}
