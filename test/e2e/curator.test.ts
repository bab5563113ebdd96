import { expect, test } from './fixtures.js';

/** Pairs that the bundled model scores when they are opened; the file has no place for its attributes. */
const pairs = Array.from({ length: 6 }, (_, i) => `${JSON.stringify({
  prompt: `What does a lake look like in winter number ${i}?`,
  chosen: 'Ice covers it, and below the ice the water stays just above freezing. '.repeat(12),
  rejected: 'It is cold. '.repeat(30),
})}\n`).join('');

test('in a low window the texts have room, counts are whole, and a model’s own attributes are a line or two', async ({ vscode }) => {
  await vscode.page.setViewportSize({ width: 1280, height: 800 });
  await vscode.write({ 'winter.jsonl': pairs });
  const editor = await vscode.open('winter.jsonl');
  await expect(editor.getByText('scored 12 / 12')).toBeVisible({ timeout: 150_000 });
  await vscode.select(2);
  const guess = editor.getByRole('img', { name: /^helpfulness of A: .*model -?\d/ });
  await expect(guess).toHaveText(/^helpfulness \d\.\d$/);
  const box = async (locator: typeof guess) => (await locator.boundingBox())!;
  const ratings = await box(editor.getByRole('group', { name: 'Ratings of A' }));
  expect(ratings.height).toBeLessThan(60);
  const text = await box(editor.getByRole('region', { name: 'Response A, chosen' }));
  expect(text.height).toBeGreaterThan(130);
  // Nothing of the count, nor of how many records there are, is cut off.
  for (const whole of [editor.getByText(/^\d of 6$/), editor.getByText(/6 records$/)]) {
    expect(await whole.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
  }
  await vscode.picture('low-window');
});

test('Escape takes away what lies over the texts, and so does a press elsewhere', async ({ vscode }) => {
  await vscode.write({ 'winter.jsonl': pairs });
  const editor = await vscode.open('winter.jsonl');
  const { keyboard } = vscode.page;
  const phrase = editor.getByText('scored 12 / 12');
  await expect(phrase).toBeVisible({ timeout: 150_000 });
  await vscode.select(2);
  const adapter = editor.getByText('Adapter', { exact: true });
  await phrase.click();
  await expect(adapter).toBeVisible();
  await keyboard.press('Escape');
  await expect(adapter).toBeHidden();

  const usual = editor.getByText(/^About \d+% of this file’s labels are wrong/);
  await editor.getByText(/^P\(wrong\) /).click();
  await expect(usual).toBeVisible();
  await keyboard.press('Escape');
  await expect(usual).toBeHidden();
  await editor.getByText(/^P\(wrong\) /).click();
  await usual.click();
  await expect(usual).toBeVisible();
  await editor.getByRole('region', { name: 'Response B' }).click();
  await expect(usual).toBeHidden();
});

test('keys that the file cannot take are not offered, and change nothing', async ({ vscode }) => {
  await vscode.write({ 'winter.jsonl': pairs });
  const editor = await vscode.open('winter.jsonl');
  const { keyboard } = vscode.page;
  await expect(editor.getByText('scored 12 / 12')).toBeVisible({ timeout: 150_000 });
  await vscode.select(2);
  await keyboard.press('?');
  const sheet = editor.getByRole('dialog', { name: 'Keys' });
  await expect(sheet).toContainText('flip the preference');
  await expect(sheet).not.toContainText('helpfulness');
  await keyboard.press('Escape');
  await keyboard.press('h');
  await keyboard.press('2');
  const main = editor.getByRole('main');
  await expect(main.getByText('Helpfulness cannot be set here.')).toBeVisible();
  await keyboard.press('7');
  await expect(main.getByText('There is no response 7: this record has 2.')).toBeVisible();
  await expect(vscode.notifications).toHaveCount(0);
  await vscode.expectDirty('winter.jsonl', false);
  // All that stands in the filter is written over, and nothing of what is typed.
  const field = editor.getByRole('combobox', { name: 'Filter: SQL condition over records' });
  await keyboard.press('/');
  await expect(field).toBeFocused();
  await keyboard.type('mean < 0');
  await keyboard.press('Control+a');
  await keyboard.type('lenght_1 > 10');
  await expect(field).toHaveValue('lenght_1 > 10');
  await keyboard.press('Enter');
  await expect(editor.getByRole('alert')).toHaveText(/^There is no column lenght_1\. Similar ones: length_1, /);
});

test('one text of two responses keeps its room beside a third one', async ({ vscode }) => {
  await vscode.page.setViewportSize({ width: 1280, height: 800 });
  await vscode.configure({ 'tiebreak.scoreOnOpen': 0 });
  const rate = (response: string) => JSON.stringify({ prompt: 'Why does ice float?', response, helpfulness: 3, correctness: 3, coherence: 4, complexity: 1, verbosity: 2 });
  const texts = ['less dense', 'lighter', 'full of air'].map((why) => `Ice floats because it is ${why}. `.repeat(60));
  await vscode.write({ 'ratings.jsonl': texts.map((text) => `${rate(text)}\n`).join('') });
  const editor = await vscode.open('ratings.jsonl');
  await expect(editor.getByRole('article', { name: 'Record 0' })).toBeVisible();
  await vscode.select(0);
  await vscode.page.keyboard.press('d');
  await expect(editor.getByRole('button', { name: 'Mark differences' })).toHaveAttribute('aria-pressed', 'true');
  await vscode.page.keyboard.press('Shift+D');
  const pane = editor.getByRole('region', { name: 'A and B in one text' });
  await expect(pane).toBeVisible();
  const [text, record] = [(await pane.boundingBox())!, (await editor.getByRole('article').boundingBox())!];
  expect(text.height).toBeGreaterThan(120);
  expect(text.x + text.width).toBeLessThanOrEqual(record.x + record.width);
  // The third one's text would leave it no room.
  await expect(editor.getByRole('region', { name: /^Response [ABC]/ })).toHaveCount(0);
  await expect(editor.getByRole('group', { name: 'Ratings of C' })).toBeAttached();
  await vscode.picture('one-text-of-three');
});
