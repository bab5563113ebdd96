/** From a folder and a wish to a model on a device. */
import { listSupportedBackends } from 'onnxruntime-node';
import { adapterOf, type DeviceName, type DeviceWish } from '../core/scoring/deviceWish.js';
import { chooseDevice } from './chooseDevice.js';
import { LoadedModel } from './loadedModel.js';
import { openCrew } from './crew.js';
import { cardNames, cudaCards } from './gpus.js';
import { adapterName, ruledOut, thisMachine } from './machine.js';
import { readModelFolder } from './modelFolder.js';
import { shared, SHARED_TEXTS, sharingOf } from './padding.js';
import { REUSE_TEXTS, reuseOn, reuseSavesTime } from './reuse.js';
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
export async function loadModel(path: string, wanted: DeviceWish, places: Places): Promise<LoadedModel> {
  const folder = await readModelFolder(path);
  const machine = thisMachine(listSupportedBackends().map((backend) => backend.name), places.onnxruntime);
  const opened: Session[] = [];
  const open = async (device: DeviceName) => {
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
    const encode = inputEncoder(folder);
    const exact = (cpu as Session | null) ?? session!;
    const sharing = await sharingOf(exact, SHARED_TEXTS.map(encode), folder.rules.paddingSide);
    const texts = REUSE_TEXTS.map(encode);
    const reuse = await reuseOn(session!, exact, texts);
    if (chosen.device !== 'cpu') await (cpu as Session | null)?.close();
    const reusing = shared(session!, sharing, reuse);
    const ready = chosen.device === 'cpu' || reuse === 'none' || (await reuseSavesTime(reusing, texts.at(-1)!)) ? reusing : shared(session!, sharing);
    const { device, adapter } = adapterOf(chosen.device);
    const cards = device === 'cuda' ? await cudaCards() : [];
    // A card that was named is the only one that is wanted.
    const own = adapter === null ? cards : cards.slice(adapter, adapter + 1);
    const others = own.slice(1).map((_, i): DeviceName => `cuda:${i + 1}`);
    return new LoadedModel(folder, ready, { ...chosen, device, adapter: cardNames(own) || adapterName(device) }, others);
  } catch (error) {
    await Promise.allSettled(opened.map((crew) => crew.close()));
    throw error;
  }
}
