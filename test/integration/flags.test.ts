import * as assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import * as vscode from 'vscode';
import { front, suite } from './support.js';
import { until } from './until.js';

const pair = (prompt: string, chosen: string, reward: number) => `${JSON.stringify({ prompt, chosen, rejected: 'other', chosen_reward: reward, rejected_reward: 0 })}\n`;
const set = (name: string, value: unknown) => vscode.workspace.getConfiguration('tiebreak').update(name, value, vscode.ConfigurationTarget.Global);

describe('flags by settings', () => {
  const given = suite();
  afterEach(async () => {
    await set('flags', undefined);
    await set('thresholds.ambiguousMean', undefined);
  });

  /** Names of the flags of each record, as the page is told. */
  async function flags(): Promise<string[][]> {
    const document = front(given.api);
    const records = await Promise.all([0, 1, 2].map((index) => document.ask((engine, dataset) => engine.request('record', { dataset, index }))));
    return records.map((record) => record.flags.map(({ flag }) => flag));
  }

  const open = () => given.open('a.jsonl', [pair('p', 'short', 2), pair('q', 'long '.repeat(20), -2), pair('r', 'short', 0)].join(''));

  it('a flag of the user’s own is there when a file is opened, with its reason', async () => {
    await set('flags', [{ name: 'wordy', where: 'length_1 > 50', message: '{length_1} characters.' }]);
    await open();
    // A setting that changed just before judges the file once more.
    await until('the flags', async () => isDeepStrictEqual(await flags(), [[], ['wordy'], ['ambiguous']]));
    await until('its reason', async () => {
      const record = await front(given.api).ask((engine, dataset) => engine.request('record', { dataset, index: 1 }));
      return record.flags[0]?.why === '100 characters.';
    });
  });

  it('limits and flags that change are seen in a file that is open', async () => {
    await open();
    await until('the flags', async () => (await flags())[2]!.length > 0);
    await set('thresholds.ambiguousMean', 50);
    await until('the other limit', async () => (await flags()).every((names) => names.includes('ambiguous')));
    await set('flags', [{ name: 'against', where: "mean < 0 and list_contains(flags, 'ambiguous')" }]);
    await until('the flag', async () => (await flags())[1]!.includes('against'));
    await set('flags', [{ name: 'against', where: 'nothing > 3' }]);
    await until('the problem', () => (front(given.api).view.flagProblems ?? []).length === 1);
    assert.match(front(given.api).view.flagProblems![0]!, /^against: .*nothing/);
  });
});
