import { gzipSync } from 'node:zlib';
import { expect, test } from './fixtures.js';
import type { Workbench } from './workbench.js';

const WORDS = 'the answer depends on how heat moves through thin ice while water below it stays just above freezing so a lake seldom turns solid and fish live on under a lid of snow'.split(' ');
const QUESTIONS = ['Why does ice float on water, and what would happen to lakes if it did not?', 'Write a haiku about the first frost.', 'Explain how a heat pump works to a ten-year-old.', 'Is it safe to walk on a frozen pond?'];
const lines = (rows: readonly unknown[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

/** A text of so many words, the same for the same seed. */
function prose(words: number, seed: number): string {
  const text = Array.from({ length: words }, (_, i) => WORDS[(seed * 7 + i * (3 + (seed % 5))) % WORDS.length]).join(' ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** Takes a picture in the dark and in the light theme. */
async function pictures(vscode: Workbench, name: string): Promise<void> {
  for (const kind of ['dark', 'light'] as const) {
    await vscode.theme(kind);
    // The page is drawn anew in the other theme's colours.
    await vscode.page.waitForTimeout(700);
    await vscode.picture(`${name}-${kind}`);
  }
}

test.beforeEach(({ vscode }) => vscode.configure({ 'tiebreak.scoreOnOpen': 0 }));

test('a hundred responses: a list of all, two of them side by side, the other pair apart', async ({ vscode }) => {
  const models = ['llama-3-70b', 'mixtral-8x22b', 'qwen-2-72b', 'gemma-2-27b', 'yi-34b', 'command-r-plus', 'phi-3-medium'];
  const text = (i: number, k: number): string => prose(30 + ((k * 13) % 120), i + k);
  const reward = (i: number, k: number): number => Math.round(1000 * (Math.sin(k * 1.7 + i) * 3 + k / 60)) / 1000;
  const row = (i: number) => ({
    prompt: QUESTIONS[i % QUESTIONS.length],
    rewardbench_chosen: prose(40, i), rewardbench_chosen_model: 'gpt-4-turbo',
    rewardbench_rejected: prose(30, i + 50), rewardbench_rejected_model: 'vicuna-7b',
    ...Object.fromEntries(Array.from({ length: 100 }, (_, k) => [
      [`response_${k + 1}`, text(i, k)],
      [`reward_${k + 1}`, reward(i, k)],
      [`response_${k + 1}_model`, models[(k + i) % models.length]],
    ]).flat()),
  });
  await vscode.write({ 'raft.jsonl': lines(Array.from({ length: 12 }, (_, i) => row(i))) });
  const editor = await vscode.open('raft.jsonl');
  await vscode.select(0);
  const list = editor.getByRole('listbox', { name: 'Responses' });
  await expect(list.getByRole('option')).toHaveCount(100);
  // The best comes first, and stands beside the worst.
  const letter = (k: number): string => (k < 26 ? String.fromCharCode(65 + k) : `#${k + 1}`);
  const best = Array.from({ length: 100 }, (_, k) => k).sort((x, y) => reward(0, y) - reward(0, x));
  const response = (k: number) => editor.getByRole('region', { name: `Response ${letter(k)}`, exact: true });
  await expect(list.getByRole('option', { selected: true })).toHaveAccessibleName(new RegExp(`^Response ${letter(best[0]!)}: .*reward`));
  await expect(response(best[0]!)).toContainText(text(0, best[0]!));
  await expect(response(best[99]!)).toContainText(text(0, best[99]!));
  await vscode.page.keyboard.press('ArrowRight');
  await vscode.page.keyboard.press('ArrowRight');
  await expect(list.getByRole('option', { selected: true })).toHaveAccessibleName(new RegExp(`^Response ${letter(best[2]!)}: `));
  await expect(response(best[2]!)).toContainText(text(0, best[2]!));
  // Two are kept open, and compared.
  await vscode.page.keyboard.press('k');
  await vscode.page.keyboard.press('ArrowRight');
  await expect(response(best[3]!)).toBeVisible();
  await expect(response(best[2]!)).toBeVisible();
  await vscode.page.keyboard.press('d');
  await expect(response(best[2]!).locator('del').first()).toBeVisible();
  await expect(response(best[3]!).locator('ins').first()).toBeVisible();
  await vscode.picture('raft-diff');
  await vscode.page.keyboard.press('d');
  await vscode.page.keyboard.press('ArrowLeft');
  await vscode.page.keyboard.press('k');
  const filter = editor.getByRole('textbox', { name: 'Filter responses' });
  await filter.fill('gemma');
  await expect(list.getByRole('option')).toHaveCount(best.filter((k) => models[k % models.length]!.startsWith('gemma')).length);
  await filter.press('Escape');
  await editor.getByRole('button', { name: 'words' }).click();
  await expect(list.getByRole('option').first()).toHaveAccessibleName(/149 words$/);
  await editor.getByRole('button', { name: 'reward' }).click();
  await editor.getByRole('button', { name: 'chosen · gpt-4-turbo' }).click();
  await expect(editor.getByRole('region', { name: 'The chosen answer of the other pair' })).toContainText(prose(40, 0));
  await vscode.page.keyboard.press('f');
  await expect(editor.getByRole('region', { name: 'The chosen answer of the other pair' })).toContainText(prose(30, 50));
  await vscode.page.keyboard.press('Control+z');
  await expect(editor.getByRole('region', { name: 'The chosen answer of the other pair' })).toContainText(prose(40, 0));
  await pictures(vscode, 'raft');
});

test('one rating a row: responses of one prompt side by side, with every annotator', async ({ vscode }) => {
  const rows = Array.from({ length: 4 }, (_, p) => Array.from({ length: 5 }, (_, r) => Array.from({ length: 3 }, (_, a) => ({
    prompt: QUESTIONS[p], response: prose(25 + 11 * r, p * 5 + r), model: ['alpha', 'beta', 'gamma', 'delta', 'epsilon'][r],
    annotator_id: `w${a + 1}`, overall: 1 + ((p + r * 2 + a) % 5), factuality: 1 + ((p * r + a) % 5), fluency: 1 + ((r + a * 2) % 5),
  })))).flat(2);
  await vscode.write({ 'ratings.jsonl': lines(rows) });
  const editor = await vscode.open('ratings.jsonl');
  await vscode.select(1);
  await expect(editor.getByRole('img', { name: /^overall of A: .*annotators \d, \d, \d/ })).toBeVisible();
  await pictures(vscode, 'long-ratings');
});

test('two pools of annotators stay apart', async ({ vscode }) => {
  const marks = (n: number, seed: number) => Array.from({ length: n }, (_, a) => ({ coherence: 1 + ((seed + a) % 5), consistency: 1 + ((seed * 3 + a * 2) % 5), fluency: 4 + ((seed + a) % 2), relevance: 1 + ((seed + a * 3) % 5) }));
  const rows = Array.from({ length: 8 }, (_, i) => ({ id: `s${i}`, text: `${prose(90, i)}\n\n${prose(70, i + 9)}`, decoded: prose(35, i + 3), model_id: `M${i % 3}`, expert_annotations: marks(3, i), turker_annotations: marks(5, i + 2) }));
  await vscode.write({ 'summaries.jsonl': lines(rows) });
  const editor = await vscode.open('summaries.jsonl');
  await vscode.select(2);
  await expect(editor.getByRole('slider', { name: 'coherence of A by expert' })).toBeVisible();
  await expect(editor.getByRole('img', { name: /^coherence of A by turker/ })).toBeVisible();
  await pictures(vscode, 'pools');
});

test('a signed strength with votes: set by key', async ({ vscode }) => {
  const row = (i: number) => ({ domain: 'general', language: 'english', context: [{ role: 'user', content: QUESTIONS[i % 4] }], response1: prose(60, i), response2: prose(45, i + 8), overall_preference: (i % 7) - 3, individual_preference: [-1, 2, 1].map((score, a) => ({ score: ((score + i + 3) % 7) - 3, reasoning: `because ${a}` })) });
  await vscode.write({ 'strengths.jsonl': lines(Array.from({ length: 9 }, (_, i) => row(i))) });
  const editor = await vscode.open('strengths.jsonl');
  await vscode.select(2);
  const label = editor.getByRole('region', { name: 'Preference' });
  await expect(label).toContainText(/A by 1/);
  await vscode.page.keyboard.press('s');
  await vscode.page.keyboard.press('b');
  await expect(editor.getByRole('contentinfo')).toContainText('B is better by');
  await vscode.page.keyboard.press('3');
  await expect(label).toContainText(/B by 3/);
  await vscode.page.keyboard.press('t');
  await expect(label).toContainText(/tie/);
  await vscode.page.keyboard.press('Control+z');
  await expect(label).toContainText(/B by 3/);
  // On a busy machine the palette's end may take the focus, and the question with it, away again.
  await expect(async () => {
    await vscode.command('Tiebreak: Set Preference Strength…');
    await vscode.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: 'A by 2' }).click({ timeout: 3000 });
  }).toPass();
  await expect(label).toContainText(/A by 2/);
  await pictures(vscode, 'strength');
});

test('bad rows: in their places, with their reason and what they hold', async ({ vscode }) => {
  const pair = (i: number) => JSON.stringify({ prompt: QUESTIONS[i % 4], chosen: prose(40, i), rejected: prose(30, i + 5) });
  const rows = Array.from({ length: 30 }, (_, i) => pair(i));
  rows.splice(4, 0, `{"prompt": "${QUESTIONS[1]}", "chosen": "${prose(20, 1)}", "rejected": "${prose(9, 2)}`);
  rows.splice(9, 0, `{"prompt": "${QUESTIONS[2]}", "chosen": 17, "rejected": "b"}`);
  rows.splice(17, 0, '<html><body>502 Bad Gateway\u202e\u0007</body></html>');
  await vscode.write({ 'scraped.jsonl': `${rows.join('\n')}\n` });
  const editor = await vscode.open('scraped.jsonl');
  await expect(editor.getByText('30 records')).toBeVisible();
  await editor.getByRole('combobox', { name: 'Order' }).selectOption({ label: 'File order' });
  const bad = editor.getByRole('option', { name: /^Row 18,/ });
  await bad.click();
  await expect(editor.getByRole('article', { name: 'Row 18, cannot be read' })).toContainText('502 Bad GatewayU+202EU+0007</body>');
  await vscode.page.keyboard.press('ArrowUp');
  await expect(editor.getByRole('article', { name: /^Record 14/ })).toBeVisible();
  await editor.getByRole('option', { name: /^Row 5,/ }).click();
  await expect(editor.getByRole('article', { name: 'Row 5, cannot be read' })).toBeVisible();
  await pictures(vscode, 'bad-rows');
  await editor.getByRole('combobox', { name: 'Order' }).selectOption({ label: 'Bad rows 3' });
  await expect(editor.getByRole('listbox', { name: 'Records' }).getByRole('option')).toHaveCount(3);
  await vscode.picture('bad-rows-alone');
});

test('a file that is cut off says so, and is saved under another name only', async ({ vscode }) => {
  const packed = gzipSync(lines(Array.from({ length: 3000 }, (_, i) => ({ prompt: `${QUESTIONS[i % 4]} ${i}`, chosen: prose(40, i), rejected: prose(30, i + 5), noise: Math.sin(i) }))));
  await vscode.write({ 'download.jsonl.gz': packed.subarray(0, packed.length >> 1) });
  const editor = await vscode.open('download.jsonl.gz');
  await expect(editor.getByText('This file is damaged:')).toBeVisible();
  await expect(editor.getByRole('article')).toBeVisible();
  await pictures(vscode, 'damage');
});

test('rows that no schema reads are shown as they are', async ({ vscode }) => {
  await vscode.write({ 'table.jsonl': lines(Array.from({ length: 9 }, (_, i) => ({ id: i, title: prose(6, i), body: prose(60, i), tags: ['ice', 'water'], views: 100 * i, meta: { source: 'crawl', lang: 'en' } }))) });
  const editor = await vscode.open('table.jsonl');
  await vscode.select(1);
  await expect(editor.getByRole('region', { name: 'Source' })).toContainText('crawl');
  await pictures(vscode, 'rows');
});

test('two schemas fit: the question, and the page that waits for its answer', async ({ vscode }) => {
  await vscode.write({ 'unclear.jsonl': lines([0, 1, 2].map((i) => ({ prompt: QUESTIONS[i], completion: prose(20, i), label: i === 0, text: [prose(30, i), prose(20, i + 4)], score: [1, 2] }))) });
  const editor = await vscode.open('unclear.jsonl');
  await expect(vscode.page.locator('.quick-input-widget')).toContainText('confidence');
  await vscode.picture('choose-schema');
  await vscode.page.keyboard.press('Escape');
  await expect(editor.getByRole('heading', { name: /Which schema does/ })).toBeVisible();
  await pictures(vscode, 'unclear');
  await vscode.editor.getByRole('button', { name: /^text-score/ }).click();
  await expect(vscode.editor.getByText('3 records')).toBeVisible();
  await vscode.select(1);
  await expect(vscode.editor.getByRole('article', { name: 'Record 1' })).toBeVisible();
});

test('a mapping is written beside its preview', async ({ vscode }) => {
  const rows = Array.from({ length: 6 }, (_, i) => ({ id: i, ask: QUESTIONS[i % 4], left_text: prose(40, i), right_text: prose(30, i + 3), verdict: i % 2 === 0 ? 'L' : 'R', meta: { lang: 'en' } }));
  await vscode.write({ 'arena.jsonl': lines(rows), 'arena.jsonl.tiebreak.json': JSON.stringify({ prompt: '/ask', responses: ['/left_text', '/right_text'], preferences: { path: '/verdict', values: { L: 1, R: 2 } } }, null, 2) });
  await vscode.write({ 'arena.jsonl.tiebreak.json': JSON.stringify({ name: 'arena', prompt: '/ask', responses: ['/left_text', '/right_text'], preference: { path: '/verdict', values: { L: 1, R: 2 } } }, null, 2) });
  const editor = await vscode.open('arena.jsonl');
  await expect(editor.getByText('6 records')).toBeVisible();
  await vscode.command('View: Toggle Primary Side Bar Visibility');
  await vscode.command('Tiebreak: Map Columns…');
  await expect(editor.getByRole('heading', { name: 'Preview of arena.jsonl.tiebreak.json' })).toBeVisible();
  await expect(editor.getByText('All of the first 6 rows read.')).toBeVisible();
  await pictures(vscode, 'mapping');
  await vscode.page.locator('.monaco-editor .view-line', { hasText: '"preference"' }).click();
  await vscode.page.keyboard.press('End');
  await vscode.page.keyboard.press('ArrowLeft');
  await vscode.page.keyboard.press('ArrowLeft');
  await vscode.page.keyboard.press('ArrowLeft');
  await vscode.page.keyboard.press('ArrowLeft');
  await vscode.page.keyboard.type('s');
  await expect(editor.getByRole('button', { name: /did you mean preference/ })).toBeVisible();
  await vscode.picture('mapping-error');
});
