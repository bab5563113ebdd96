import { openDataset } from '../../platform/node/files/openDataset.js';
import { Census } from '../../core/census.js';
import { parse } from '../args.js';
import { print } from '../output.js';

const USAGE = 'inspect FILE [--schema S] [--json]';

/** What the file is: reads and validates every row. */
export async function inspect(argv: readonly string[]): Promise<void> {
  const { values, positionals } = parse(argv, USAGE, {}, 1);
  const { file, dataset, confidence, reason } = await openDataset(positionals[0] as string, values.schema ?? null);
  const census = new Census();
  for await (const { records } of dataset.scan()) for (const record of records) census.add(record);
  const badRows = dataset.badRows.map(({ row, reason: why }) => ({ row: row + 1, reason: why }));
  const found = {
    format: file.rows.format,
    compression: file.compression,
    schema: dataset.schema.name,
    confidence,
    reason,
    rows: dataset.rows,
    records: dataset.records,
    responses: census.responses,
    badRows,
    attributes: census.attributes,
    annotators: census.annotators,
    models: census.models,
  };
  print(values.json, found, () => [
    `${positionals[0]}: ${found.schema} (${found.format}${found.compression ? `, ${found.compression}` : ''}), ${reason}`,
    `${found.rows} rows, ${found.records} records, ${found.responses} responses, ${badRows.length} unreadable rows`,
    `attributes: ${found.attributes.join(', ') || 'none'}; models with scores in the file: ${found.models.join(', ') || 'none'}`,
    ...badRows.slice(0, 20).map((bad) => `row ${bad.row}: ${bad.reason}`),
  ]);
  await file.close();
}
