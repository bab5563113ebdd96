import type { PreferenceRecord } from '../record.js';
import { others } from './fields.js';
import type { Row } from './schema.js';

type Parts = Pick<PreferenceRecord, 'prompt' | 'responses'> & Partial<PreferenceRecord>;

/** A record of its parts; what the schema does not say is empty, `split` and `subset` come from their columns, columns that are not in `used` are `extra`. */
export function rowRecord(row: Row, used: ReadonlySet<string>, parts: Parts): PreferenceRecord {
  const { split, subset } = row;
  return {
    prompt: parts.prompt,
    responses: parts.responses,
    preference: parts.preference ?? null,
    scores: parts.scores ?? [],
    judges: parts.judges ?? [],
    besides: parts.besides ?? null,
    split: parts.split ?? (typeof split === 'string' ? split : null),
    subset: parts.subset ?? (typeof subset === 'string' ? subset : null),
    extra: parts.extra ?? extraOf(row, used),
  };
}

function extraOf(row: Row, used: ReadonlySet<string>): Record<string, unknown> {
  const { split, subset } = row;
  // This runs once a record: most files have neither column, and the set need not be copied.
  if (typeof split !== 'string' && typeof subset !== 'string') return others(row, used);
  const named = new Set(used);
  if (typeof split === 'string') named.add('split');
  if (typeof subset === 'string') named.add('subset');
  return others(row, named);
}
