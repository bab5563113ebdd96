/** Both ends of a probe: a throwaway process that may hang or crash without harm. */
import { connect } from '../platform/node/rpc.js';
import { forkScript } from '../platform/node/fork.js';
import type { DeviceName } from '../core/scoring/deviceWish.js';
import { cpuThreads } from './machine.js';
import { readModelFolder } from './modelFolder.js';
import { probeDevice, type ProbeMethods, type Trial } from './probe.js';
import { deathReason, plainReason } from './reasons.js';

/** Argument that makes the scorer's script a probe. */
export const PROBE_ARGUMENT = '--probe';

/** Longest wait for a probe: a first run compiles every shader. */
const LIMIT_SECONDS = 60;

/** Tries a device in a new process of `script`; rejects with a reason in plain words. */
export async function probeInProcess(script: string, model: string, device: DeviceName, speed: boolean): Promise<readonly Trial[]> {
  const { child, lastWords } = forkScript(script, [PROBE_ARGUMENT]);
  const end = connect<ProbeMethods, object>(child);
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<readonly Trial[]>((resolve, reject) => {
      const fail = (reason: string) => reject(new Error(reason));
      timer = setTimeout(() => fail(`no answer from its probe in ${LIMIT_SECONDS} s`), LIMIT_SECONDS * 1000);
      child.once('error', (error) => fail(error.message));
      // 'close' comes when stderr has been read to its end.
      child.once('close', (code, signal) => fail(deathReason(code, signal, lastWords())));
      const answer = end.request('probe', { model, device, batches: speed ? 2 : 1 });
      // A request also fails when the process ends; its 'close' says why.
      answer.then(resolve, (error: Error) => child.connected && fail(plainReason(error.message, lastWords())));
    });
  } finally {
    clearTimeout(timer);
    end.close();
    child.kill('SIGKILL');
  }
}

/** Serves one parent as a probe. */
export function serveProbe(): void {
  connect<ProbeMethods, object>(process).handle('probe', async ({ model, device, batches }) =>
    probeDevice(await readModelFolder(model), device, batches, cpuThreads()),
  );
}
