import { constants, setPriority } from 'node:os';

/** Lets this process, and what it starts, run where others leave the processor free: a page that draws the next record comes first. */
export function yieldProcessor(): void {
  try {
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Where a system does not let it, scoring goes on as it is.
  }
}
