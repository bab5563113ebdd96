/** Responses of a record whose every row is one annotator's marks of one response. */
import { appendTo } from '../multimap.js';
import type { Rating, Response } from '../record.js';
import { level, text } from './fields.js';
import type { LongAttribute, LongLayout } from './longLayout.js';
import { meanMark } from './scales.js';
import type { Row } from './schema.js';

/** The row's mark of an attribute; null where it is not rated. Throws `RowError` where it is outside the scale. */
export function mark(row: Row, { name, min, max }: LongAttribute): number | null {
  const value = row[name];
  return value === undefined || value === null || Number.isNaN(value) ? null : level(value, name, min, max);
}

/** Responses that differ in text or model, in the order of their first rows, each with the marks of all its rows. */
export function ratedResponses(rows: readonly Row[], layout: LongLayout): Response[] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = JSON.stringify([text(row, layout.response), modelOf(row, layout)]);
    appendTo(groups, key, row);
  }
  return [...groups.values()].map((group) => ({
    text: text(group[0] as Row, layout.response),
    model: modelOf(group[0] as Row, layout),
    labels: layout.attributes.map((attribute) => {
      const ratings = group.flatMap((row): Rating[] => {
        const value = mark(row, attribute);
        return value === null ? [] : [{ annotator: annotatorOf(row, layout), value }];
      });
      const { name, min, max } = attribute;
      return { attribute: name, pool: null, min, max, ratings, consensus: meanMark(ratings.map(({ value }) => value)) };
    }),
  }));
}

function modelOf(row: Row, { model }: LongLayout): string | null {
  return nameIn(row, model);
}

function annotatorOf(row: Row, { annotator }: LongLayout): string | null {
  return nameIn(row, annotator);
}

function nameIn(row: Row, column: string | null): string | null {
  const value = column === null ? null : row[column];
  if (typeof value === 'string') return value;
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : null;
}
