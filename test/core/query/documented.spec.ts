import { expect, test } from 'vitest';
import { documentedColumns, RECORD_COLUMNS, TEXT_COLUMNS } from '../../../src/core/query/columns/documented.js';
import { publishedColumns } from '../../../src/core/query/published.js';
import { RecordTable } from '../../../src/core/query/table.js';
import { record, response } from '../../support/records.js';

test('every column of a file is documented with its type, and nothing else is', () => {
  const table = new RecordTable();
  table.add(record(0, { responses: [response('a', { helpfulness: 3, 'Style: tone': 1 }), response('b')] }));
  table.finish();
  const documented = documentedColumns(table.attributes.all).map(({ name, type }) => ({ name, type }));
  const published = publishedColumns(table).map(({ name, type }) => ({ name, type }));
  const texts = TEXT_COLUMNS.map(({ name, type }) => ({ name, type }));
  const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);
  expect([...documented].sort(byName)).toEqual([...published, ...texts].sort(byName));
  expect(published.filter(({ name }) => RECORD_COLUMNS.some((column) => column.name === name)).map(({ name }) => name)).toEqual(
    RECORD_COLUMNS.map(({ name }) => name),
  );
});

test('each has one sentence that names what it is of', () => {
  const all = documentedColumns([{ column: 'style_tone', attribute: 'Style: tone' }]);
  for (const { doc } of all) expect(doc()).toMatch(/^\S.*\.$/);
  expect(all.find(({ name }) => name === 'pred_style_tone_2')!.doc()).toBe('A model’s prediction for response 2 on Style: tone.');
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
});
