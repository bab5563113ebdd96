import { ownFlags, type OwnFlag } from '../core/flags/own/ownFlag.js';
import { withThresholds, type Thresholds } from '../core/flags/thresholds.js';
import { queryNeeds } from '../core/query/needs.js';
import type { Session } from '../core/session.js';
import { UsageError } from './args.js';

/** Flags of the command line that say what records are judged by. */
export const JUDGING = {
  threshold: { type: 'string', multiple: true },
  flag: { type: 'string', multiple: true },
} as const;

/** The limits that `--threshold name=value` names, the others as they are. Throws `UsageError`. */
export function thresholdsOf(given: readonly string[] = []): Thresholds {
  return checked(() => withThresholds(Object.fromEntries(given.map((text) => pair(text, '--threshold')).map(([name, value]) => [name, value === '' ? NaN : Number(value)]))));
}

/** The flags that `--flag name=SQL` defines. Throws `UsageError`. */
export function ownFlagsOf(given: readonly string[] = []): readonly OwnFlag[] {
  return checked(() => ownFlags(given.map((text) => pair(text, '--flag')).map(([name, where]) => ({ name, where }))));
}

/** True where a condition of the user's own reads scores. */
export function ownFlagsNeedScores(flags: readonly OwnFlag[]): boolean {
  return flags.some(({ where }) => queryNeeds(where).scores);
}

/** Marks the records that meet the user's own flags; throws where a condition cannot be evaluated. */
export async function markOwnFlags(session: Session, flags: readonly OwnFlag[]): Promise<void> {
  session.table.judging.setOwnFlags(flags);
  await session.mark();
  const [problem] = session.flagProblems;
  if (problem) throw new Error(`flag ${problem.name}: ${problem.reason}`);
}

function pair(text: string, flag: string): [string, string] {
  const at = text.indexOf('=');
  if (at < 1) throw new UsageError(`${flag} takes name=${flag === '--flag' ? 'SQL' : 'value'}, not ${text}`);
  return [text.slice(0, at).trim(), text.slice(at + 1).trim()];
}

function checked<T>(make: () => T): T {
  try {
    return make();
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError((error as Error).message);
  }
}
