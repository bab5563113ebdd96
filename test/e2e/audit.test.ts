import type { FrameLocator, Page } from '@playwright/test';
import { expect, test } from './fixtures.js';

const FILE = 'pairs.jsonl';
const LOG = `${FILE}.tiebreak/log.jsonl`;
const text = (rows: readonly unknown[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
const lines = (log: string) => log.trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);

/** A fifth of the labels is wrong; the reward model sees most of that. Models' names and notes must not be seen before the decision. */
const wrong = (i: number) => i % 5 === 0;
const pair = (i: number) => {
  const good = `good answer ${i}`;
  const bad = `bad answer ${i}`;
  const margin = i % 7 === 0 ? 0.1 : 2.25;
  return {
    prompt: `Question ${i}?`, chosen: wrong(i) ? bad : good, rejected: wrong(i) ? good : bad,
    chosen_score: wrong(i) ? -margin : margin, rejected_score: 0, chosen_model: 'secret-model-x', rejected_model: 'secret-model-y', source: 'telltale-source',
  };
};

/** What gives a label away. */
const LEAKS = /secret-model|telltale|P\(wrong\)|contested|ambiguous|label mismatch|No flags|2\.25|±|[AB] is (chosen|better)|^(chosen|rejected)$/i;

test('an audit of twenty by keyboard: blind, kept in the log, with the estimate of the true rate', async ({ vscode }) => {
  test.slow();
  const rows = Array.from({ length: 200 }, (_, i) => pair(i));
  await vscode.write({ [FILE]: text(rows) });
  const editor = await vscode.open(FILE);
  const { keyboard } = vscode.page;
  await expect(editor.getByText('200 records')).toBeVisible();
  await vscode.command('Tiebreak: Start Audit…');
  const input = vscode.page.locator('.quick-input-widget input[type=text]');
  await expect(input).toHaveValue('200');
  await input.fill('20');
  await expect(vscode.page.locator('.quick-input-message')).toContainText(/20 of 200 records: if [\d.]+% of the labels are wrong, the audit will say [\d.]+–[\d.]+%/);
  await vscode.picture('audit-size');
  await keyboard.press('Enter');
  const banner = editor.getByRole('region', { name: 'Audit' });
  await expect(banner).toContainText('Audit: 0 of 20 answered.');
  const article = editor.locator('article');
  let found = 0;
  const seen: number[] = [];
  for (let n = 0; n < 20; n++) {
    await expect(editor.getByText('Scores and labels are hidden until you decide.', { exact: true })).toBeVisible();
    const index = Number(/\d+/.exec((await article.getAttribute('aria-label')) ?? '')?.[0]);
    seen.push(index);
    // Texts are laid out after the rest of the record.
    for (const response of [0, 1]) await expect(editor.locator('tb-response .text').nth(response)).toHaveText(new RegExp(`answer ${index}\\s*$`));
    const better = await betterOf(editor, index);
    if (n < 3) expect(leaks(await everything(vscode)), `record ${index} before its decision`).toEqual([]);
    if (n === 1) await vscode.picture('audit-blind');
    if (n === 4) {
      // Neither an accept nor a flip can be meant by somebody who sees no label.
      await keyboard.press('Enter');
      await expect(editor.getByText('The label is hidden until you decide').first()).toBeVisible();
      await keyboard.press('f');
    }
    await keyboard.press(String(better));
    if (wrong(index)) found++;
    await expect(banner).toContainText(`Audit: ${n + 1} of 20 answered.`);
    await expect(editor.getByText('Scores and labels are hidden until you decide.', { exact: true })).toBeHidden();
    if (n === 5) await vscode.picture('audit-revealed');
    if (n < 19) await keyboard.press('Enter');
  }
  expect(new Set(seen).size).toBe(20);
  const estimate = /Estimated wrong labels: ([\d.]+)% \(([\d.]+)–([\d.]+)\)/.exec(await banner.innerText());
  const [share, low, high] = [Number(estimate?.[1]), Number(estimate?.[2]), Number(estimate?.[3])];
  expect(low).toBeLessThanOrEqual(20);
  expect(high).toBeGreaterThanOrEqual(20);
  expect(share).toBeGreaterThan(low);
  const log = lines(await vscode.read(LOG));
  const answers = log.filter(({ event, kind }) => event === 'audit' && kind === 'answer');
  expect(answers.map(({ index, wrong: is }) => [index, is])).toEqual(seen.map((index) => [index, wrong(index)]));
  expect(answers.filter((line) => line['wrong']).length).toBe(found);
  expect(log.filter(({ event, kind }) => event === 'audit' && kind === 'start')).toMatchObject([{ sample: { length: 20 } }]);
  await vscode.picture('audit-done');
  await keyboard.press('Control+s');
  await vscode.expectDirty(FILE, false);
  // The labels found wrong are put right in the file, and nothing else.
  expect(lines(await vscode.read(FILE)).map(({ chosen }) => chosen)).toEqual(rows.map(({ chosen }, i) => (seen.includes(i) ? `good answer ${i}` : chosen)));
  await vscode.command('Tiebreak: End Audit');
  await expect(vscode.notifications.filter({ hasText: 'Estimated wrong labels' })).toContainText(`${share.toFixed(1)}%`);
  await expect(vscode.editor.getByRole('region', { name: 'Audit' })).toBeHidden();
  expect(lines(await vscode.read(LOG)).at(-1)).toMatchObject({ event: 'audit', kind: 'end' });
});

test('blind mode hides what others say until the decision, in the record and in the list', async ({ vscode }) => {
  await vscode.configure({ 'tiebreak.blind': 'on' });
  await vscode.write({ [FILE]: text(Array.from({ length: 30 }, (_, i) => pair(i))) });
  const editor = await vscode.open(FILE);
  const { keyboard } = vscode.page;
  await expect(editor.getByText('30 records')).toBeVisible();
  // The list has no headings and counts of flags, and cannot be made to have them.
  const undecided = editor.getByRole('button', { name: 'Keep to undecided records' });
  await undecided.click();
  await expect(editor.getByRole('group', { name: 'Keep to', exact: true }).getByRole('button')).toHaveText(['undecided']);
  await undecided.click();
  await expect(editor.getByRole('button', { name: 'Group by flag' })).toHaveCount(0);
  await expect(editor.locator('.heading')).toHaveCount(0);
  await vscode.select(3);
  await expect(editor.getByText('Scores and labels are hidden until you decide.', { exact: true })).toBeVisible();
  expect(leaks(await everything(vscode))).toEqual([]);
  await expect(editor.locator(['accepted', 'edited', 'models'].map((word) => `.item[aria-label*="${word}"]`).join(', '))).toHaveCount(0);
  await vscode.picture('blind');
  await keyboard.press(String(await betterOf(editor, 3)));
  await expect(editor.getByText('Scores and labels are hidden until you decide.', { exact: true })).toBeHidden();
  await expect(editor.getByRole('option', { name: /^3: .*accepted/ })).toBeVisible();
  await vscode.expectDirty(FILE, false);
  await vscode.picture('blind-revealed');
  await keyboard.press('Shift+B');
  await expect(editor.getByText('secret-model-x').first()).toBeVisible();
  await keyboard.press('n');
  await expect(editor.getByText('Scores and labels are hidden until you decide.', { exact: true })).toBeHidden();
  // A list that is kept to a flag, under headings, says nothing of it once the mode is on.
  await expect(editor.locator('.heading')).not.toHaveCount(0);
  await editor.getByRole('button', { name: 'Keep to some flags' }).click();
  const chips = editor.getByRole('group', { name: 'Keep to', exact: true });
  await chips.getByRole('button', { name: /^ambiguous/ }).click();
  await expect(editor.getByText(/^\d+ of 5$/)).toBeVisible();
  await editor.locator('article').click();
  await keyboard.press('Shift+B');
  await expect(editor.getByText(/^\d+ of 30$/)).toBeVisible();
  await expect(editor.locator('.heading')).toHaveCount(0);
  await expect(chips.getByRole('button')).toHaveText(['undecided']);
});

/** Which response of a record has the good answer, from 1. */
async function betterOf(editor: FrameLocator, index: number): Promise<1 | 2> {
  return (await editor.locator('tb-response').nth(0).getByText(`good answer ${index}`, { exact: true }).count()) > 0 ? 1 : 2;
}

/** The lines that say what must not be said. */
function leaks(said: string): string[] {
  return said.split('\n').filter((line) => LEAKS.test(line));
}

/** All texts and attributes of the editor's page, shadow roots included, but for its own names of parts. */
function everything(vscode: { readonly page: Page }): Promise<string> {
  const frame = vscode.page.frames().findLast((each) => each.url().includes('fake.html') || each.name() === 'active-frame');
  if (!frame) throw new Error('the editor has no page');
  return frame.evaluate(() => {
    const found: string[] = [];
    const walk = (node: Node): void => {
      if (node.nodeType === Node.TEXT_NODE) found.push(node.nodeValue ?? '');
      if (node instanceof Element) {
        // Names of columns and of keys speak of no record.
        if (/^(style|script|select|tb-keys)$/.test(node.localName)) return;
        for (const name of ['title', 'aria-label', 'aria-valuetext', 'aria-description', 'aria-selected', 'alt', 'value']) found.push(node.getAttribute(name) ?? '');
        if (node.shadowRoot) walk(node.shadowRoot);
      }
      for (const child of node.childNodes) walk(child);
    };
    walk(document.body);
    return found.join('\n');
  });
}
