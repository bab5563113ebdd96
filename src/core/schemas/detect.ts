import { t } from '@vscode/l10n';
import { SCHEMAS } from './registry.js';
import { rows } from './rows.js';
import type { Detection, Row, Schema } from './schema.js';

/** A schema that may be the file's. */
export interface Candidate extends Detection {
  readonly schema: Schema;
}

/** Two schemas whose confidence differs by less than this cannot be told apart. */
const TOO_CLOSE = 0.05;
/** Below this a schema is no more than the one that takes any rows. */
const MIN_CONFIDENCE = 0.2;

/** Two schemas fit a file as well as each other: somebody must say which it is. */
export class AmbiguousSchema extends Error {
  override readonly name = 'AmbiguousSchema';
}

/** The schemas that fit a file's first rows, best first, of equals the one that comes first in the registry; `rows` is always the last. */
export function candidates(sample: readonly Row[]): Candidate[] {
  const found = SCHEMAS.flatMap((schema): Candidate[] => {
    const detection = sample.length > 0 ? schema.detect(sample) : null;
    return detection && detection.confidence >= MIN_CONFIDENCE && schema !== rows ? [{ ...detection, schema }] : [];
  });
  const last = sample.length > 0 ? rows.detect(sample) : null;
  const any: Candidate[] = last ? [{ ...last, schema: rows }] : [];
  return [...found.sort((a, b) => b.confidence - a.confidence), ...any];
}

/** The schema that fits best. Throws `AmbiguousSchema` where another one fits as well, and where no row could be read. */
export function detectSchema(sample: readonly Row[]): Candidate {
  const [best, second] = candidates(sample);
  if (!best) throw new Error(t('no schema fits this file: it has no rows'));
  if (second && second.schema !== rows && best.confidence - second.confidence < TOO_CLOSE) {
    throw new AmbiguousSchema(t('this file may be {0} ({1}) or {2} ({3}): say which with --schema', best.schema.name, best.reason, second.schema.name, second.reason));
  }
  return best;
}
