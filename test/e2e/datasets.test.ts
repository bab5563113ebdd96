import { expect, test } from './fixtures.js';

const lines = (rows: readonly unknown[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
const pair = (i: number) => ({ prompt: `Question ${i}?`, chosen: `right ${i}`, rejected: `wrong ${i}` });
const ATTRIBUTES = ['helpfulness', 'correctness', 'coherence', 'complexity', 'verbosity'];
const rated = (i: number, response: string, value: (attribute: number) => unknown) => ({ prompt: `Question ${i}?`, response, ...Object.fromEntries(ATTRIBUTES.map((name, a) => [name, value(a)])) });

test.beforeEach(({ vscode }) => vscode.configure({ 'tiebreak.scoreOnOpen': 0 }));

test('a folder of shards is one dataset, also after a reload with unsaved work', async ({ vscode }) => {
  await vscode.write({
    'first.jsonl': lines([pair(9)]),
    'shards/train-00000-of-00002.jsonl': lines([pair(0), pair(1)]),
    'shards/train-00001-of-00002.jsonl': lines([pair(2)]),
    'shards/test-00000-of-00001.jsonl': lines([pair(3)]),
  });
  const first = await vscode.open('first.jsonl');
  await expect(first.getByText('1 record')).toBeVisible();
  const parts = vscode.page.locator('.quick-input-widget');
  await vscode.chooseFromMenu(vscode.page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'shards' }), 'Open Folder as Dataset', parts.filter({ hasText: 'train-00001-of-00002.jsonl' }));
  await vscode.picture('open-folder');
  await vscode.page.keyboard.type('train');
  // Other parts match it too, by the names of their files.
  await expect(parts.locator('.monaco-list-row.focused')).toHaveText(/^train/);
  await vscode.page.keyboard.press('Enter');
  await expect(vscode.tab('shards')).toBeVisible();
  await expect(vscode.editor.getByText('3 records')).toBeVisible();
  await vscode.select(2);
  await vscode.page.keyboard.press('f');
  await expect(vscode.editor.getByRole('region', { name: 'Response A, chosen' })).toHaveText('wrong 2');
  await vscode.expectDirty('shards', true);
  await vscode.reload();
  await expect(vscode.editor.getByText('3 records')).toBeVisible();
  await vscode.select(2);
  await expect(vscode.editor.getByRole('region', { name: 'Response A, chosen' })).toHaveText('wrong 2');
  await vscode.expectDirty('shards', true);
  expect(await vscode.read('shards/train-00001-of-00002.jsonl')).toBe(lines([pair(2)]));
  await vscode.page.keyboard.press('Control+s');
  await vscode.expectDirty('shards', false);
  expect(await vscode.read('shards/train-00001-of-00002.jsonl')).toBe(lines([{ prompt: 'Question 2?', chosen: 'wrong 2', rejected: 'right 2' }]));
});

test('files of the same folder that belong to this one are offered, and open with it', async ({ vscode }) => {
  await vscode.write({
    'train.jsonl': lines(Array.from({ length: 8 }, (_, i) => [rated(i, `first answer ${i}`, (a) => (i + a) % 5), rated(i, `second answer ${i}`, (a) => (i + a + 2) % 5)]).flat()),
    'disagreements.jsonl': lines(Array.from({ length: 8 }, (_, i) => [rated(i, `first answer ${i}`, (a) => [(i + a) % 5, (i + a) % 5, (i * a) % 5]), rated(i, `second answer ${i}`, (a) => [(i + a + 2) % 5, (i + a + 1) % 5, (i + a + 2) % 5])]).flat()),
    'preference.jsonl': lines(Array.from({ length: 8 }, (_, i) => ({ split: 'train', prompt: `Question ${i}?`, response_1: `first answer ${i}`, response_2: `second answer ${i}`, preference_strength: (i % 7) - 3, preference_statement: 'b', preference_elaboration: 'e', three_most_similar_preferences: [], all_preferences_unprocessed: [] }))),
  });
  const editor = await vscode.open('train.jsonl');
  await expect(editor.getByRole('button', { name: 'attach 2 files' })).toBeVisible();
  await vscode.theme('dark');
  await vscode.picture('attach-offered');
  await vscode.editor.getByRole('button', { name: 'attach 2 files' }).click();
  await expect(vscode.editor.getByText('disagreements.jsonl, preference.jsonl')).toBeVisible();
  await vscode.select(2);
  await expect(vscode.editor.getByRole('slider', { name: 'helpfulness of A' })).toHaveAttribute('aria-valuetext', /^label \d; annotators \d, \d, \d/);
  await expect(vscode.editor.getByRole('region', { name: 'Preference' })).toContainText(/A by 1/);
  await vscode.picture('attached');
});

test('reading can be stopped, and goes on', async ({ vscode }) => {
  const text = 'x'.repeat(600);
  await vscode.write({ 'long.jsonl': Array.from({ length: 400_000 }, (_, i) => `{"prompt":"Question ${i}?","chosen":"${text}","rejected":"no"}\n`).join('') });
  const editor = await vscode.open('long.jsonl');
  await expect(editor.getByRole('article', { name: 'Record 0' })).toBeVisible();
  await vscode.picture('reading');
  await editor.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(editor.getByText('Reading was stopped')).toBeVisible();
  await vscode.picture('stopped');
  await vscode.page.keyboard.press('f');
  await expect(editor.getByRole('main').getByText('Reading was stopped: read on to edit.')).toBeVisible();
  await editor.getByRole('button', { name: 'Read On' }).click();
  await expect(editor.getByText('400,000 records')).toBeVisible();
});
