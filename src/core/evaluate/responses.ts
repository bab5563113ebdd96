import type { RecordTable } from '../query/table.js';

/** Characters of a response (position from 0). */
export function lengthOf({ columns }: RecordTable, index: number, response: number): number {
  return columns.responses.get(index) > 2 ? columns.evaluation.lengths.at(index, response) : columns.length[response as 0 | 1].get(index);
}

/** The model that wrote a response; null where the file does not say. */
export function generatorOf({ columns }: RecordTable, index: number, response: number): string | null {
  if (columns.responses.get(index) <= 2) return columns.model[response as 0 | 1].get(index);
  const place = columns.evaluation.generators.at(index, response);
  return columns.evaluation.models[place - 1] ?? null;
}

/** What ranks a response of three or more (goodness, helpfulness or first attribute); NaN for others, and where it is not labelled. */
export function meritOf({ columns }: RecordTable, index: number, response: number): number {
  return columns.evaluation.merits.at(index, response);
}

/** An attribute that people (or a judge) labelled. */
export interface LabelledAttribute {
  readonly attribute: string;
  readonly pool: string | null;
  /** The label of a response; NaN where it has none. */
  get(index: number, response: number): number;
}

/** The attributes that any response has a label on, in the order met. */
export function labelledAttributes({ attributes, columns }: RecordTable): readonly LabelledAttribute[] {
  const found = new Map<string, LabelledAttribute>();
  const blocks = columns.evaluation.labels;
  const few = new Map(attributes.all.map((column) => [JSON.stringify([column.attribute, column.pool]), column] as const));
  for (const [key, { attribute, pool, label }] of few) {
    if (label[0].empty && label[1].empty && !blocks.has(key)) continue;
    found.set(key, { attribute, pool, get: () => NaN });
  }
  for (const [key, { attribute, pool }] of blocks) if (!found.has(key)) found.set(key, { attribute, pool, get: () => NaN });
  return [...found].map(([key, { attribute, pool }]) => {
    const block = blocks.get(key)?.values;
    const label = few.get(key)?.label;
    const get = (index: number, response: number) =>
      columns.responses.get(index) > 2 ? (block?.at(index, response) ?? NaN) : (label?.[response as 0 | 1].get(index) ?? NaN);
    return { attribute, pool, get };
  });
}
