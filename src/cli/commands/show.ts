import type { LocatedRecord } from '../../core/record.js';
import { count, parse } from '../args.js';
import { readTo } from '../locate.js';
import { plain, print } from '../output.js';
import { withOpened } from '../opened.js';

const USAGE = 'show FILE INDEX [--schema S] [--split NAME] [--json]';

/** Prints one record. */
export async function show(argv: readonly string[]): Promise<void> {
  const { values, positionals } = parse(argv, USAGE, {}, 2);
  const index = count(positionals[1] as string, 'INDEX');
  await withOpened(positionals[0] as string, values, async ({ dataset }) => {
    const record = await readTo(dataset, index, { split: values.split });
    print(values.json, shown(record), () => lines(record));
  });
}

/** The record as JSON shows it: rows and responses count from 1. */
export function shown({ rows, preference, dropped, edited, ...rest }: LocatedRecord): Record<string, unknown> {
  const chosen = preference?.chosen ?? null;
  return {
    ...rest,
    rows: rows.map((row) => row + 1),
    preference: preference && { ...preference, chosen: chosen === null ? null : chosen + 1 },
  };
}

function lines(record: LocatedRecord): string[] {
  const turns = record.prompt.map(({ role, text }) => `${plain(role)}: ${plain(text)}`);
  const responses = record.responses.flatMap((response, i) => [
    '',
    `--- response ${i + 1}${record.preference?.chosen === i ? ' (chosen)' : ''}${response.model ? ` by ${plain(response.model)}` : ''}`,
    plain(response.text),
    ...response.labels.map(({ attribute, consensus, ratings }) => {
      const marks = ratings.length > 0 ? ` (marks ${ratings.map(({ value }) => value).join(', ')})` : '';
      return `    ${plain(attribute)}: ${consensus ?? 'no label'}${marks}`;
    }),
  ]);
  return [`record ${record.index}, id ${record.id}, rows ${record.rows.map((row) => row + 1).join(', ')}`, '', ...turns, ...responses];
}
