import { t } from '@vscode/l10n';
import { ambiguous } from './ambiguous.js';
import { contested } from './contested.js';
import { contradiction } from './contradiction.js';
import { degenerate } from './degenerate.js';
import { duplicate } from './duplicate.js';
import type { Flag } from './flag.js';
import { highVariance } from './highVariance.js';
import { labelMismatch } from './labelMismatch.js';
import { lowAgreement } from './lowAgreement.js';

/** Every built-in flag, in the order of the worklist's groups; a record's flags are bits of one number, which has room for `MOST_FLAGS`. */
export const FLAGS: readonly Flag[] = [contested, lowAgreement, contradiction, duplicate, labelMismatch, ambiguous, highVariance, degenerate];

/** Bits that there are for flags, the user's own among them. */
export const MOST_FLAGS = 31;

/** The flag of a name; throws, naming those there are. */
export function flagNamed(name: string): Flag {
  const flag = FLAGS.find((one) => one.name === name);
  if (flag === undefined) throw new Error(t('No flag is called {0}. Flags: {1}.', name, FLAGS.map((one) => one.name).join(', ')));
  return flag;
}
