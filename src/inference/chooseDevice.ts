/** Which device a model runs on, and why no better one does. */
import { adapterOf, type DeviceName, type DeviceWish } from '../core/scoring/deviceWish.js';
import { DEVICES, type Device } from '../core/scoring/scores.js';
import type { ModelRules } from './modelRules.js';
import type { Trial } from './probe.js';
import { tooSlow, wrongNumbers } from './verdict.js';

/** What the choice asks of the world; tests hand in their own. */
export interface Trials {
  /** Why the device cannot run here at all. */
  ruledOut(device: Device): string | null;
  /** Tries the device in a throwaway process; rejects with a plain reason. `speed` false asks for its numbers only. */
  probe(device: DeviceName, speed: boolean): Promise<readonly Trial[]>;
  /** The CPU's own trials, run at the first call. */
  reference(): Promise<readonly Trial[]>;
  /** Opens the device for use; rejects with a plain reason. */
  open(device: DeviceName): Promise<void>;
}

/** A device and why better ones were passed over. */
export interface Chosen {
  readonly device: DeviceName;
  readonly skipped: readonly { readonly device: Device; readonly reason: string }[];
}

/** `auto` takes the first device with the CPU's numbers that is faster than it; a named one must only have its numbers. */
export async function chooseDevice(wanted: DeviceWish, rules: ModelRules, trials: Trials): Promise<Chosen> {
  if (wanted !== 'auto') {
    const reason = await whyNot(wanted, rules, trials, false);
    if (reason !== null) throw new Error(`${wanted} cannot run this model: ${reason}`);
    return { device: wanted, skipped: [] };
  }
  const skipped: { device: Device; reason: string }[] = [];
  for (const device of DEVICES) {
    const reason = await whyNot(device, rules, trials, true);
    if (reason === null) return { device, skipped };
    skipped.push({ device, reason });
  }
  throw new Error(`no device can run this model: ${skipped.at(-1)!.reason}`);
}

async function whyNot(device: DeviceName, rules: ModelRules, trials: Trials, speed: boolean): Promise<string | null> {
  try {
    const reason = device === 'cpu' ? null : trials.ruledOut(adapterOf(device).device) ?? (await probed(device, rules, trials, speed));
    if (reason === null) await trials.open(device);
    return reason;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function probed(device: DeviceName, rules: ModelRules, trials: Trials, speed: boolean): Promise<string | null> {
  const found = await trials.probe(device, speed);
  const reference = await trials.reference();
  return wrongNumbers(found, reference, rules) ?? (speed ? tooSlow(found, reference) : null);
}
