import { t } from '@vscode/l10n';
import { EditError } from '../edits.js';
import type { PreferenceRecord } from '../record.js';
import { othersOfAll } from './columnNames.js';
import { detection } from './detection.js';
import { numberOrNull, text, textOrNull } from './fields.js';
import { longLayout, type LongLayout } from './longLayout.js';
import { mark, ratedResponses } from './longResponses.js';
import { RowError, type Row, type Schema } from './schema.js';

/** One rating a row: a prompt, a response and one annotator's marks of it; a record is all rows of a prompt (2309.16349). */
export const longRatings: Schema = schemaOf(null);

function schemaOf(fitted: LongLayout | null): Schema {
  // A row alone cannot say which scale its marks are on; `fit` gives the file's.
  const layoutOf = (rows: readonly Row[]): LongLayout => fitted ?? longLayout(rows) ?? missing();
  return {
    name: 'long-ratings',
    chosenFirst: false,
    edits: [],
    grouping: { kind: 'key', key: (row) => keyOf(row, layoutOf([row])) },
    fit: (sample) => schemaOf(longLayout(sample)),

    detect(sample) {
      const layout = longLayout(sample);
      if (!layout) return null;
      const names = layout.attributes.map(({ name, min, max }) => `${name} ${min}-${max}`);
      // Without a response that is rated twice it may be any table with a number in it.
      const list = `${names.slice(0, 6).join(', ')}${names.length > 6 ? ' …' : ''}`;
      const what = layout.repeated
        ? t('{0}, {1} and ratings ({2}) that repeat a response', layout.prompt, layout.response, list)
        : t('{0}, {1} and ratings ({2})', layout.prompt, layout.response, list);
      return detection(sample, layout.repeated ? 0.88 : 0.6, what, (row) =>
        [layout.prompt, layout.response].every((column) => typeof row[column] === 'string') && layout.attributes.some(({ name }) => numberOrNull(row[name]) !== null));
    },

    check(row) {
      const layout = layoutOf([row]);
      text(row, layout.prompt);
      text(row, layout.response);
      for (const attribute of layout.attributes) mark(row, attribute);
    },

    record(rows): PreferenceRecord {
      const first = rows[0] as Row;
      const layout = layoutOf(rows);
      return {
        prompt: [{ role: 'user', text: text(first, layout.prompt) }],
        responses: ratedResponses(rows, layout),
        preference: null,
        scores: [],
        judges: [],
        besides: null,
        split: textOrNull(first['split']),
        subset: layout.subset === null ? null : textOrNull(first[layout.subset]),
        extra: othersOfAll(rows, (column) => layout.used.has(column)),
      };
    },

    edit() {
      throw new EditError(t('each mark of this file is one annotator’s, and nobody’s mark is changed; it has no column for a label of the response: note it in a review, or drop the record'));
    },
  };
}

function keyOf(row: Row, { prompt, item }: LongLayout): string {
  return item === null ? text(row, prompt) : JSON.stringify([text(row, prompt), row[item] ?? null]);
}

function missing(): never {
  throw new RowError(t('there is no prompt, response and rating in this row'));
}
