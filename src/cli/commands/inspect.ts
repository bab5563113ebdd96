import { join } from 'node:path';
import { added, Census } from '../../core/census.js';
import type { Records } from '../../core/records.js';
import type { Surveyed } from '../../core/survey.js';
import { surveyFiles } from '../../platform/node/survey/survey.js';
import { parse } from '../args.js';
import { plain, print } from '../output.js';
import { noteDamage, withOpened } from '../opened.js';

const USAGE = 'inspect FILE [--schema S] [--split NAME] [--attach FILE]... [--json]';

/** What the file is: reads and validates every row. */
export async function inspect(argv: readonly string[]): Promise<void> {
  const { values, positionals } = parse(argv, USAGE, {}, 1);
  const path = positionals[0] as string;
  await withOpened(path, values, async (opened) => {
    const { dataset, files, confidence, reason } = opened;
    const survey = values.split === undefined && !values.attach ? await surveyFiles(opened, join(__dirname, 'reader.js')) : await scanned(dataset, values.split);
    noteDamage(path, opened, survey.badCount, '');
    const badRows = survey.bad.map(({ row, reason: why }) => ({ row: row + 1, reason: why }));
    const [first] = files;
    const found = {
      format: first?.rows.format,
      compression: first?.packing?.name ?? null,
      ...(files.length > 1 && { files: files.length }),
      schema: dataset.schema.name,
      confidence,
      reason,
      rows: survey.rows,
      records: survey.records,
      responses: survey.responses,
      badRows,
      ...(survey.badCount > badRows.length && { badRowCount: survey.badCount }),
      ...(files.some(({ rows }) => rows.damage !== null) && { damage: files.map(({ rows }) => rows.damage).find((damage) => damage !== null) }),
      attributes: survey.attributes,
      annotators: survey.annotators,
      models: survey.models,
    };
    print(values.json, found, () => [
      `${path}: ${found.schema} (${found.format}${found.compression ? `, ${found.compression}` : ''}), ${plain(reason)}`,
      `${found.rows} rows, ${found.records} records, ${found.responses} responses, ${survey.badCount} unreadable rows`,
      `attributes: ${plain(found.attributes.join(', ')) || 'none'}; models with scores in the file: ${plain(found.models.join(', ')) || 'none'}`,
      ...badRows.slice(0, 20).map((bad) => `row ${bad.row}: ${plain(bad.reason)}`),
    ]);
  });
}

/** The same of a split or of several files, whose records have to be found first. */
async function scanned(dataset: Records, split: string | undefined): Promise<Surveyed> {
  const census = new Census();
  for await (const { records } of dataset.scan({ split })) for (const record of records) census.add(record);
  return { ...added([census.counted]), rows: dataset.rows, records: dataset.records, bad: dataset.bad.list, badCount: dataset.bad.count };
}
