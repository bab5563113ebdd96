import { ambiguous } from './ambiguous.js';
import { contested } from './contested.js';
import { contradiction } from './contradiction.js';
import type { Flag } from './flag.js';
import { highVariance } from './highVariance.js';
import { lowAgreement } from './lowAgreement.js';

/** Every flag, in the order of the worklist's groups; at most 31, as a record's flags are bits of one number. */
export const FLAGS: readonly Flag[] = [contested, lowAgreement, contradiction, ambiguous, highVariance];

/** The flag of a name; throws, naming those there are. */
export function flagNamed(name: string): Flag {
  const flag = FLAGS.find((one) => one.name === name);
  if (flag === undefined) throw new Error(`No flag is called ${name}. Flags: ${FLAGS.map((one) => one.name).join(', ')}.`);
  return flag;
}
