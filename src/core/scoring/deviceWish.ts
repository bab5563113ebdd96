/** Words for where a model is to run. */
import { DEVICES, type Device } from './scores.js';

/** Kinds of device of which a machine may have several. */
const NUMBERED = ['cuda', 'dml'] as const;

/** A kind of device (its first adapter), or one adapter of it, counted from 0: `cuda:1`. */
export type DeviceName = Device | `${(typeof NUMBERED)[number]}:${number}`;

/** The best device, all adapters of a kind, or one of them. */
export type DeviceWish = 'auto' | DeviceName;

/** The wish that a text is; null where it is none. */
export function deviceWish(text: string): DeviceWish | null {
  if (text === 'auto' || (DEVICES as readonly string[]).includes(text)) return text as DeviceWish;
  const [, kind = '', number] = /^([a-z]+):(\d{1,3})$/.exec(text) ?? [];
  return (NUMBERED as readonly string[]).includes(kind) ? (`${kind}:${Number(number)}` as DeviceName) : null;
}

/** The kind of a device, and which adapter of it; null where none is named. */
export function adapterOf(name: DeviceName): { readonly device: Device; readonly adapter: number | null } {
  const [device, adapter] = name.split(':') as [Device, string?];
  return { device, adapter: adapter === undefined ? null : Number(adapter) };
}
