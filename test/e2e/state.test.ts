import { expect, test } from './fixtures.js';
import type { Workbench } from './workbench.js';

const rows = Array.from({ length: 60 }, (_, i) => ({ prompt: `Question ${i}`, chosen: `**good** ${i}`, rejected: `bad ${i}`, length: i }));
const lines = rows.map((row) => `${JSON.stringify(row)}\n`).join('');

/** Frames that hold a page of ours, shown or hidden. */
const pages = ({ page }: Workbench) => page.frames().filter((frame) => frame.url().includes('extensionId=tiebreak.tiebreak') && !frame.url().includes('fake.html')).length;

test.beforeEach(({ vscode }) => vscode.configure({ 'tiebreak.scoreOnOpen': 0 }));

test('the place, the filter and how texts are read survive a hidden tab and a reload; a hidden page is gone, timers and all', async ({ vscode }) => {
  await vscode.write({ 'pairs.jsonl': lines, 'other.jsonl': lines });
  const editor = await vscode.open('pairs.jsonl');
  await expect(editor.getByText('60 records')).toBeVisible();
  const filter = editor.getByRole('combobox', { name: /filter/i }).or(editor.getByRole('textbox', { name: /filter/i })).first();
  await filter.fill('"index" >= 40');
  await filter.press('Enter');
  await vscode.select(47);
  await vscode.command('Tiebreak: Toggle Markdown');
  await expect(editor.getByRole('region', { name: 'Response A, chosen' })).toContainText('**good** 47');
  const same = async () => {
    await expect(vscode.editor.getByRole('article', { name: 'Record 47', exact: true })).toBeVisible();
    await expect(vscode.editor.getByRole('region', { name: 'Response A, chosen' })).toContainText('**good** 47');
    await expect(filter).toHaveValue('"index" >= 40');
    await expect(vscode.editor.getByRole('option', { name: /^12:/ })).toHaveCount(0);
  };
  expect(pages(vscode)).toBe(1);
  await vscode.page.getByRole('treeitem', { name: /other\.jsonl/ }).dblclick();
  await expect(vscode.editor.getByRole('heading', { name: 'other.jsonl' })).toBeVisible();
  // Only the one in front is there: nothing of the other can run.
  await expect.poll(() => pages(vscode)).toBe(1);
  await vscode.tab('pairs.jsonl').click();
  await same();
  await vscode.reload('other.jsonl');
  await vscode.tab('pairs.jsonl').click();
  await same();
});

test('two editors of one file stay in step', async ({ vscode }) => {
  await vscode.write({ 'pairs.jsonl': lines });
  await vscode.open('pairs.jsonl');
  await vscode.select(3);
  await vscode.command('View: Split Editor Right');
  const frames = vscode.page.locator('iframe.webview.ready:visible');
  await expect(frames).toHaveCount(2);
  const [left, right] = [0, 1].map((i) => frames.nth(i).contentFrame().frameLocator('iframe#active-frame'));
  // Two panes are narrow, and their lists folded away: the second one walks to the record by key.
  await right!.getByRole('region', { name: 'Prompt' }).click();
  for (const index of [1, 2, 3]) {
    await vscode.page.keyboard.press('n');
    await expect(right!.getByRole('article', { name: `Record ${index}`, exact: true })).toBeVisible();
  }
  for (const page of [left!, right!]) await expect(page.getByRole('article', { name: 'Record 3', exact: true })).toBeVisible();
  await vscode.page.keyboard.press('f');
  for (const page of [left!, right!]) await expect(page.getByRole('region', { name: 'Response A, chosen' })).toContainText('bad 3');
  await vscode.page.keyboard.press('Control+z');
  for (const page of [left!, right!]) await expect(page.getByRole('region', { name: 'Response A, chosen' })).toContainText('good 3');
});
