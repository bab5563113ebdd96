import type { LocatedRecord } from '../record.js';
import type { Scorer, ScoreSummary } from './scorer.js';
import type { RecordScores, ResponseScore, ScoreInput, Voter } from './scores.js';
import type { LoadedModel } from './loadedModel.js';

/** The voters of one model: its members, all on the model's fixed scale (NaN: the file gives one). */
export function votersOf({ name, members, scale }: LoadedModel): Voter[] {
  return Array.from({ length: members }, (_, i) => ({
    name: members > 1 ? `${name} ${i + 1}` : name,
    scale: scale ?? NaN,
    member: members > 1,
  }));
}

/** Name of the model that a voter is, or is a member of: `votersOf` undone. */
export function modelOf({ name, member }: Voter): string {
  return member === true ? name.replace(/ \d+$/, '') : name;
}

/** Inputs of one record, one a response. */
export function inputsOf({ prompt, responses }: Pick<LocatedRecord, 'prompt' | 'responses'>): ScoreInput[] {
  return responses.map(({ text }) => ({ prompt, response: text }));
}

/** How scoring of records is watched and ended. */
export interface RecordWatch {
  readonly signal?: AbortSignal;
  /** Hears each record's scores as soon as all its responses have one (or cannot have one). */
  readonly onRecord: (index: number, scores: RecordScores) => void;
  readonly onProgress: (done: number, total: number) => void;
}

/** Scores records with a loaded model; responses that cannot be scored are missing, and in `failed` by their place in all inputs. */
export async function scoreRecords(
  scorer: Scorer,
  folder: string,
  model: LoadedModel,
  records: readonly { readonly index: number; readonly inputs: readonly ScoreInput[] }[],
  { signal, onRecord, onProgress }: RecordWatch,
): Promise<ScoreSummary> {
  const owners = records.flatMap(({ inputs }, record) => inputs.map((_, response) => ({ record, response })));
  const found: (ResponseScore | null)[][] = records.map(({ inputs }) => inputs.map(() => null));
  const missing = records.map(({ inputs }) => inputs.length);
  const settle = (record: number) => {
    missing[record] = (missing[record] as number) - 1;
    if (missing[record] === 0) onRecord((records[record] as { index: number }).index, toRecord(found[record] as (ResponseScore | null)[], model.members));
  };
  const inputs = records.flatMap((record) => record.inputs);
  const summary = await scorer.score(folder, inputs, {
    ...(signal && { signal }),
    onProgress,
    onScored: (position, score) => {
      const { record, response } = owners[position] as { record: number; response: number };
      (found[record] as (ResponseScore | null)[])[response] = score;
      settle(record);
    },
  });
  for (const { position } of summary.failed) settle((owners[position] as { record: number }).record);
  return summary;
}

function toRecord(scores: readonly (ResponseScore | null)[], members: number): RecordScores {
  return {
    rewards: Array.from({ length: members }, (_, member) => scores.map((score) => score?.rewards[member] ?? null)),
    attributes: scores.map((score) => score?.attributes ?? []),
  };
}
