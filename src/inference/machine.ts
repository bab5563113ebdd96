/** What can be known of a machine's devices before anything native is asked for. */
import { existsSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { join } from 'node:path';
import type { Device } from '../core/scoring/scores.js';

/** The facts that decide whether a device is worth a probe. */
export interface Machine {
  readonly platform: string;
  readonly arch: string;
  /** Names of onnxruntime's execution providers in this build. */
  readonly providers: readonly string[];
  /** Folder of onnxruntime's native libraries. */
  readonly libraries: string;
  readonly exists: (path: string) => boolean;
}

/** This machine; `packageFolder` is onnxruntime-node's. */
export function thisMachine(providers: readonly string[], packageFolder: string): Machine {
  const { platform, arch } = process;
  return { platform, arch, providers, libraries: join(packageFolder, 'bin/napi-v6', platform, arch), exists: existsSync };
}

/** Why a device cannot run here at all, in plain words; null where only a probe can tell. */
export function ruledOut(device: Device, machine: Machine): string | null {
  const { platform, arch } = machine;
  const home = HOMES[device];
  if (home && home.platform !== platform) return `not on ${SYSTEMS[platform] ?? platform}: ${home.name} is only on ${SYSTEMS[home.platform]}`;
  if (!machine.providers.includes(device)) return `this onnxruntime (${platform}-${arch}) is built without ${NAMES[device]}`;
  if (device === 'cuda' && !machine.exists(join(machine.libraries, CUDA_LIBRARY))) {
    return `onnxruntime's CUDA library is not installed (${CUDA_LIBRARY})`;
  }
  return null;
}

const CUDA_LIBRARY = 'libonnxruntime_providers_cuda.so';
const SYSTEMS: Readonly<Record<string, string>> = { linux: 'Linux', win32: 'Windows', darwin: 'macOS' };
const NAMES: Readonly<Record<Device, string>> = { cuda: 'CUDA', webgpu: 'WebGPU', dml: 'DirectML', coreml: 'Core ML', cpu: 'CPU' };

/** Devices that onnxruntime's Node package has on one system only. */
const HOMES: Readonly<Partial<Record<Device, { platform: string; name: string }>>> = {
  cuda: { platform: 'linux', name: "onnxruntime-node's CUDA" },
  dml: { platform: 'win32', name: 'DirectML' },
  coreml: { platform: 'darwin', name: 'Core ML' },
};

/** Threads for the CPU: hyperthreads beyond the first four processors help no matrix product. */
export function cpuThreads(): number {
  const processors = availableParallelism();
  return processors <= 4 ? processors : Math.ceil(processors / 2);
}

/** A device's name for people; onnxruntime does not tell which graphics card it took. */
export function adapterName(device: Device): string {
  if (device === 'cpu') return `${cpus()[0]?.model.trim() ?? 'CPU'}, ${cpuThreads()} threads`;
  return `${NAMES[device]} adapter`;
}
