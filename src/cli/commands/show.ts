import type { LocatedRecord } from '../../core/record.js';
import { placesOf } from '../../platform/node/files/places.js';
import { count, parse } from '../args.js';
import { readTo } from '../locate.js';
import { print } from '../output.js';
import { withOpened } from '../opened.js';
import { placesJson, placesText } from '../places.js';
import { recordText } from '../recordText.js';

const USAGE = 'show FILE INDEX [--schema S] [--split NAME] [--attach FILE]... [--json]';

/** Prints one record. */
export async function show(argv: readonly string[]): Promise<void> {
  const { values, positionals } = parse(argv, USAGE, {}, 2);
  const index = count(positionals[1] as string, 'INDEX');
  const path = positionals[0] as string;
  await withOpened(path, values, async (opened) => {
    const record = await readTo(opened.dataset, index, { split: values.split });
    const places = placesOf(opened, record.rows);
    print(values.json, { ...shown(record), ...placesJson(places, path) }, () => recordText(record, placesText(places, path)));
  });
}

/** The record as JSON shows it: rows and responses count from 1. */
export function shown({ rows, preference, dropped, edited, ...rest }: LocatedRecord): Record<string, unknown> {
  const chosen = preference?.chosen ?? null;
  return { ...rest, rows: rows.map((row) => row + 1), preference: preference && { ...preference, chosen: chosen === null ? null : chosen + 1 } };
}
