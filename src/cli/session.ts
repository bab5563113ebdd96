import { join } from 'node:path';
import { Session } from '../core/session.js';
import type { Gathered } from '../core/stats/gathered.js';
import { deviceWish, type DeviceWish } from '../core/scoring/deviceWish.js';
import { DEVICES } from '../core/scoring/scores.js';
import { LateTableStore } from '../platform/duckdb/lateTableStore.js';
import { namedModels } from '../platform/node/bundled.js';
import type { Opened } from '../platform/node/files/openDataset.js';
import { ScorerClient } from '../platform/node/scoring/client.js';
import { loadModels } from '../platform/node/scoring/loadModels.js';
import { stretchesOf } from '../platform/node/survey/stretches.js';
import type { LoadedModel } from '../protocol/scorer.js';
import { UsageError } from './args.js';
import { fitFile } from './fitting.js';
import { thresholdsOf } from './judging.js';
import { noteDamage, withOpened, type OpenFlags } from './opened.js';
import { note } from './output.js';

/** A dataset opened and wholly read. */
export interface CliSession {
  readonly session: Session;
  readonly opened: Opened;
}

/** Opens a dataset, reads every row, does the work, and closes it again; what `gather` answers takes what statistics are made of. */
export function withSession<T>(path: string, flags: OpenFlags & { readonly threshold?: string[] | undefined }, work: (opened: CliSession) => Promise<T>, gather?: (opened: Opened) => Gathered): Promise<T> {
  return withOpened(path, flags, async (opened) => {
    const session = new Session(opened.dataset, new LateTableStore());
    session.table.judging.thresholds = thresholdsOf(flags.threshold);
    const gathered = gather?.(opened) ?? null;
    try {
      const stretches = flags.split === undefined ? await stretchesOf(opened, join(__dirname, 'reader.js'), gathered !== null) : null;
      for await (const progress of session.read({ split: flags.split, gathered, stretches })) void progress;
      noteDamage(path, opened);
      return await work({ session, opened });
    } finally {
      await session.close();
    }
  });
}

/** A scorer process for as long as the work takes. */
export async function withScorer<T>(work: (scorer: ScorerClient) => Promise<T>): Promise<T> {
  const scorer = new ScorerClient(join(__dirname, 'scorer.js'));
  try {
    return await work(scorer);
  } finally {
    scorer.dispose();
  }
}

/** Folders of the models that `--model` names, each once; the bundled one's without it. */
export function modelFolders(models: readonly string[] | undefined): readonly string[] {
  return namedModels(models ?? ['bundled']);
}

/** Folder of the one model that is to be fitted. Throws `UsageError` for more than one. */
export function modelFolder(models: readonly string[] | undefined): string {
  const [folder, ...others] = modelFolders(models);
  if (others.length > 0) throw new UsageError('--fit takes one --model');
  return folder!;
}

/** The device that `--device` names. Throws `UsageError`. */
export function deviceOf(text: string | undefined): DeviceWish {
  const device = deviceWish(text ?? 'auto');
  if (!device) throw new UsageError(`--device takes auto, ${DEVICES.join(', ')}, or one of several cards (cuda:1), not ${text}`);
  return device;
}

/** Which device runs, and why better ones do not, on stderr. */
export function noteDevice({ name, choice }: LoadedModel): void {
  for (const { device, reason } of choice.skipped) note(`${device} not used: ${reason}`);
  note(`${name} runs on ${choice.device} (${choice.adapter})`);
}

/** Progress on stderr, where somebody watches. */
export function watchProgress(done: number, total: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${done}/${total} responses scored${done === total ? '\n' : ''}`);
}

/** Runs the model where scores are needed: the file has none and `needed`, or `--model` or `--fit` asks for it; `--no-score` never does. */
export async function scoreIfNeeded(
  session: Session,
  options: { readonly model?: string[] | undefined; readonly device?: string | undefined; readonly fit?: boolean | undefined; readonly 'no-score'?: boolean | undefined },
  needed: boolean,
): Promise<void> {
  const asked = options.model !== undefined || options.fit === true;
  if (asked && options['no-score']) throw new UsageError(`${options.fit ? '--fit' : '--model'} and --no-score contradict each other`);
  if (options['no-score'] || !(asked || (needed && !session.table.hasFileScores))) return;
  const device = deviceOf(options.device);
  if (options.fit) return void (await fitFile(session, modelFolder(options.model), device));
  const folders = modelFolders(options.model);
  await withScorer(async (scorer) => {
    const { failed } = await session.score(scorer, await loadModels(scorer, folders, device, noteDevice), { onProgress: watchProgress });
    for (const { position, reason } of failed) note(`response ${position + 1} of the file could not be scored: ${reason}`);
  });
}
