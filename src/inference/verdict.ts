/** Whether a device that answered its probe is to be trusted. */
import type { ModelRules } from './modelRules.js';
import type { Trial } from './probe.js';

/** Largest difference from the CPU, in units of the output's scale. */
export const TOLERANCE = 1e-2;

/** Why the device's numbers are not the CPU's; null where they are. Trials are compared one by one. */
export function wrongNumbers(trials: readonly Trial[], reference: readonly Trial[], rules: ModelRules): string | null {
  const worst = Math.max(...trials.map((trial, i) => difference(trial, reference[i]!, rules)));
  if (worst <= TOLERANCE) return null;
  return Number.isFinite(worst)
    ? `its numbers differ from the CPU's by ${worst.toPrecision(2)} of the output's scale (at most ${TOLERANCE} is taken)`
    : 'it gave no finite numbers';
}

/** Why the device is no gain over the CPU; null where it is. The largest batch both have run decides. */
export function tooSlow(trials: readonly Trial[], reference: readonly Trial[]): string | null {
  const last = Math.min(trials.length, reference.length) - 1;
  const times = trials[last]!.seconds / reference[last]!.seconds;
  return times < 1 ? null : `slower than the CPU on the probe (x${times >= 10 ? times.toFixed(0) : times.toFixed(1)})`;
}

function difference(trial: Trial, reference: Trial, { outputs, scale }: ModelRules): number {
  const of = (name: string | null, unit: number | null) => {
    if (name === null) return 0;
    const expected = reference.outputs[name]!.flat();
    const found = trial.outputs[name]?.flat() ?? [];
    const size = unit ?? Math.max(1, ...expected.map(Math.abs));
    const differences = expected.map((value, i) => Math.abs(value - (found[i] ?? NaN)) / size);
    return differences.some(Number.isNaN) ? Infinity : Math.max(...differences);
  };
  return Math.max(of(outputs.rewards, scale), of(outputs.attributes, 1));
}
