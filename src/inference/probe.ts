/** The trial of a device: a few texts, what came out, and how long it took. */
import type { DeviceName } from '../core/scoring/deviceWish.js';
import type { ScoreInput } from '../core/scoring/scores.js';
import type { ModelFolder } from './modelFolder.js';
import { openSession, type Session } from './session.js';
import { inputEncoder, type Encoded } from './tokenizer.js';

/** One batch's outputs as plain lists (`outputs[name][row]`), and the seconds of a run after the first. */
export interface Trial {
  readonly outputs: Readonly<Record<string, readonly (readonly number[])[]>>;
  readonly seconds: number;
}

/** Requests of a probe process. */
export interface ProbeMethods {
  probe: [{ model: string; device: DeviceName; batches: number }, readonly Trial[]];
}

/** A device that needs longer than this for the small batch needs no large one to be known as slow. */
const PATIENCE_SECONDS = 0.5;

const TEXT =
  'The quick answer is that both of them work, but only the second one explains why: it names the cause, ' +
  'shows an example (x = 42), and says what to do when the file is missing. ';

/** The probe's batches, small and large; each holds texts of different lengths, so that padding counts. */
export function probeBatches(model: ModelFolder): Encoded[][] {
  const encode = inputEncoder(model);
  const input = (prompt: number, response: number): ScoreInput => ({
    prompt: [{ role: 'user', text: TEXT.slice(0, prompt) }],
    response: TEXT.repeat(4).slice(0, response),
  });
  return [
    [input(16, 12), input(24, 40)].map(encode),
    [400, 420, 440, 460, 480, 500, 520, 540].map((length) => encode(input(100, length))),
  ];
}

/** Runs up to `count` batches; stops after one that took too long to go on. */
export async function tryBatches(session: Session, batches: readonly (readonly Encoded[])[]): Promise<Trial[]> {
  const trials: Trial[] = [];
  for (const batch of batches) {
    const outputs = await session.run(batch);
    const lanes = session.lanes ?? 1;
    let seconds = Infinity;
    // The best of three, so that a busy moment is not taken for a slow device.
    for (let run = 0; run < 3 && (run === 0 || seconds < PATIENCE_SECONDS); run++) {
      const start = performance.now();
      // A session that runs batches side by side is as fast as all of its lanes together.
      await Promise.all(Array.from({ length: lanes }, () => session.run(batch)));
      seconds = Math.min(seconds, (performance.now() - start) / 1000 / lanes);
    }
    trials.push({ outputs: Object.fromEntries([...outputs].map(([name, rows]) => [name, rows.map((row) => [...row])])), seconds });
    if (seconds > PATIENCE_SECONDS) break;
  }
  return trials;
}

/** What a probe process does: opens the device and tries it. */
export async function probeDevice(model: ModelFolder, device: DeviceName, batches: number, threads: number): Promise<Trial[]> {
  const session = await openSession(model, device, threads);
  return tryBatches(session, probeBatches(model).slice(0, batches));
}
