import { expect, test } from 'vitest';
import { flagsNeedScores, queryNeeds } from '../../../src/core/query/needs.js';

test.each([
  ['select count(*) n from records where strength < 0', false, false],
  ['select "index" from records where prompt ilike \'%mean%\'', true, false],
  ['select 1 from records where "Response_1" is null', true, false],
  ['SELECT MEAN FROM records', false, true],
  ['select * from records', true, false],
  ['select r.* from records r', true, false],
  ['select index, * exclude (prompt) from records', true, false],
  ['from records', true, false],
  ['from (from records)', true, false],
  ['with a as (select index from records) from a', true, false],
  ['select 1 as a from records union from records', true, false],
  ['strength is distinct from 2', false, false],
  ["select columns('label_.*') from records", true, false],
  ['select to_json(records) from records', true, false],
  ['select records.split from records', false, false],
  ['select 2 * length_1 * 3, length_1 * length_2, (length_1) * 2 from records', false, false],
  ['select count(*), count( * ) filter (where split = \'a\') from records', false, false],
  ["select 1 from records where split = 'prompt' -- mean\n /* responses sd */", false, false],
  ["select 'it''s prompt', $$mean$$, $t$ sd $t$ from records", false, false],
  ['reward_1 > reward_2', false, true],
  ['pred_helpfulness_1 > 3', false, true],
  ['label_helpfulness_1 > 3 and spread_helpfulness_1 > 2', false, false],
  ["list_contains(flags, 'contested')", false, true],
  ["list_contains(flags, 'low-agreement')", false, false],
  ['len(flags) > 0', false, true],
  ['len(responses) > 2 order by priority', true, true],
])('%s', (sql, text, scores) => {
  expect(queryNeeds(sql)).toEqual({ text, scores });
});

test('flags that need scores', () => {
  expect(flagsNeedScores(null)).toBe(true);
  expect(flagsNeedScores(['low-agreement'])).toBe(false);
  expect(flagsNeedScores(['low-agreement', 'ambiguous'])).toBe(true);
  expect(() => flagsNeedScores(['nothing'])).toThrow(/No flag is called nothing/);
});
