import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { QueryError } from '../../../src/core/query/store.js';
import type { DuckTableStore } from '../../../src/platform/duckdb/tableStore.js';
import { scored } from '../../support/records.js';
import { storeOf } from './support.js';

let store: DuckTableStore;
beforeAll(async () => {
  ({ store } = await storeOf(scored([[1], [-1], [2]])));
});
afterAll(() => store.close());

/** Runs one of many hostile texts; answers the message it was refused with. */
async function refused(run: Promise<unknown>): Promise<string> {
  const error: unknown = await run.then(
    (value) => value,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(QueryError);
  return (error as Error).message;
}

describe('a query cannot', () => {
  test.each([
    ["select * from read_csv('/etc/passwd')"],
    ["select * from read_text('/etc/passwd')"],
    ["select * from '/etc/passwd'"],
    ["select * from glob('/etc/*')"],
    ["select * from read_duckdb('/tmp/x')"],
    ["select * from parquet_scan('/etc/passwd')"],
    ["select getenv('HOME')"],
    ["attach '/tmp/x.duckdb'"],
    ['detach metrics_file'],
    ["copy (select 1) to '/tmp/x.csv'"],
    ["copy records from '/etc/passwd'"],
    ["export database '/tmp/x'"],
    ['install httpfs'],
    ['load httpfs'],
    ['set threads = 1'],
    ['reset lock_configuration'],
    ['pragma database_list'],
    ["call pragma_version()"],
    ['drop view records'],
    ['create table x as select 1'],
    ['insert into records values (1)'],
    ['update records set mean = 0'],
    ['delete from records'],
    ['select 1; select 2'],
    ['select 1; drop view records'],
    ["select * from query('select 1')"],
    ["select * from query_table('metrics')"],
    ['select * from duckdb_settings()'],
    ['select * from pragma_database_list'],
    ['select * from information_schema.tables'],
    ['select * from metrics_file.main.metrics'],
    ['select * from metrics_file.metrics'],
    ['select * from (with duckdb_tables as (select 1) select 1), duckdb_tables'],
    ['select (select count(*) from sqlite_master)'],
    ["select exists(from '/etc/passwd')"],
    ['show databases'],
    ['describe'],
    ['explain analyze select 1'],
    ['prepare x as select 1'],
    ['vacuum'],
    ['use metrics_file'],
    ['select 1 from nowhere'],
    ['selec 1'],
    [''],
    [' ; -- nothing'],
  ])('%s', async (sql) => {
    expect(await refused(store.query(sql))).not.toBe('');
  });

  test('and all is there after that', async () => {
    expect(await store.query('select count(*) n from records where mean < 0')).toEqual([{ n: 1 }]);
  });
});

describe('a condition cannot', () => {
  test.each([
    ['1) union select (2'],
    ['1) union all select "index" from records where (1'],
    ['true; copy records to \'/tmp/x\''],
    ['; drop view records'],
    ['true) order by (1'],
    ['true) limit (1'],
    ['mean < 0 and'],
    ['mean < 0, true'],
    ['mean < 0 as x'],
    ['*'],
    ['mean from records'],
    ['true where true'],
    ['true limit 1'],
    ["(select count(*) from '/etc/passwd') > 0"],
    ['/* '],
    [''],
    ['nothing_like_it > 1'],
    ['count(*) > 1'],
  ])('%s', async (condition) => {
    expect(await refused(store.where(condition))).not.toBe('');
  });

  test('DuckDB says what is wrong', async () => {
    expect(await refused(store.where('1) union select (2'))).toMatch(/^Parser Error: syntax error at or near "\)"/);
    expect(await refused(store.where('nothing_like_it > 1'))).toMatch(/^Binder Error: Referenced column "nothing_like_it" not found/);
  });

  test('a comment at its end does no harm', async () => {
    expect([...(await store.where('mean < 0 -- the other side'))]).toEqual([1]);
  });
});

describe('limits', () => {
  test('a query that takes too long is stopped, and the next one runs', async () => {
    const sql = 'select count(*) from range(1000000) a, range(1000000) b where (a.range * b.range) % 7 = 3';
    expect(await refused(store.query(sql, { timeoutMs: 200 }))).toBe('The query took longer than 0.2 s and was stopped.');
    expect(await store.query('select 1 a')).toEqual([{ a: 1 }]);
  });

  test('a query can be cancelled', async () => {
    const cancel = new AbortController();
    const run = refused(store.query('select count(*) from range(1000000) a, range(1000000) b where a.range % 3 = b.range % 5', { signal: cancel.signal }));
    setTimeout(() => cancel.abort(), 50);
    expect(await run).toBe('The query was cancelled.');
  });

  test('too many rows, too much memory', async () => {
    expect(await refused(store.query('select * from range(5000)', { maxRows: 4000 }))).toBe('The query gives more than 4000 rows; add a limit.');
    expect(await refused(store.query('select len(list(repeat(range::varchar, 100))) from range(100000000)'))).toMatch(/Out of Memory/);
    expect(await store.query('select 1 a')).toEqual([{ a: 1 }]);
  });
});
