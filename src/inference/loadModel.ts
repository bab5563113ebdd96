/** From a folder and a wish to a model on a device. */
import { listSupportedBackends } from 'onnxruntime-node';
import type { Device } from '../core/scoring/scores.js';
import { chooseDevice } from './chooseDevice.js';
import { LoadedModel } from './loadedModel.js';
import { openCrew } from './crew.js';
import { adapterName, ruledOut, thisMachine } from './machine.js';
import { readModelFolder } from './modelFolder.js';
import { shared, SHARED_TEXTS, sharingOf } from './padding.js';
import { probeBatches, tryBatches, type Trial } from './probe.js';
import { probeInProcess } from './probeProcess.js';
import { plainReason } from './reasons.js';
import type { Session } from './session.js';
import { inputEncoder } from './tokenizer.js';

/** Where this process's own parts are. */
export interface Places {
  /** The scorer's script, run again as a probe and as threads. */
  readonly script: string;
  /** Folder of the onnxruntime-node package. */
  readonly onnxruntime: string;
}

/** Loads a model; rejects in plain words where the folder or the device cannot be used. */
export async function loadModel(path: string, wanted: 'auto' | Device, places: Places): Promise<LoadedModel> {
  const folder = await readModelFolder(path);
  const machine = thisMachine(listSupportedBackends().map((backend) => backend.name), places.onnxruntime);
  const opened: Session[] = [];
  const open = async (device: Device) => {
    const crew = await openCrew(places.script, folder, device).catch((error: Error) => {
      throw new Error(plainReason(error.message));
    });
    opened.push(crew);
    return crew;
  };
  let cpu: Session | null = null;
  const openCpu = async () => (cpu ??= await open('cpu'));
  let session: Session | null = null;
  let reference: readonly Trial[] | null = null;
  try {
    const chosen = await chooseDevice(wanted, folder.rules, {
      ruledOut: (device) => ruledOut(device, machine),
      probe: (device, speed) => probeInProcess(places.script, path, device, speed),
      reference: async () => (reference ??= await tryBatches(await openCpu(), probeBatches(folder))),
      open: async (device) => void (session = device === 'cpu' ? await openCpu() : await open(device)),
    });
    // The CPU, where it is open, tells with the finest arithmetic how inputs may be put together.
    const sharing = await sharingOf((cpu as Session | null) ?? session!, SHARED_TEXTS.map(inputEncoder(folder)), folder.rules.paddingSide);
    if (chosen.device !== 'cpu') await (cpu as Session | null)?.close();
    return new LoadedModel(folder, shared(session!, sharing), { ...chosen, adapter: adapterName(chosen.device) });
  } catch (error) {
    await Promise.allSettled(opened.map((crew) => crew.close()));
    throw error;
  }
}
