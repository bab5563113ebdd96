import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasShared, sharedFile } from '../harness/shared.mjs';
import { expect, test } from './fixtures.js';
import type { Workbench } from './workbench.js';

const lines = (rows: readonly unknown[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

/** Takes a picture in the dark and in the light theme. */
async function pictures(vscode: Workbench, name: string): Promise<void> {
  for (const kind of ['dark', 'light'] as const) {
    await vscode.theme(kind);
    await vscode.page.waitForTimeout(700);
    await vscode.picture(`${name}-${kind}`);
  }
}

const CODE_A = `Use **binary search**: it halves the range at every step, so it needs $O(\\log n)$ comparisons.

\`\`\`python
def find(items: list[int], wanted: int) -> int:
    """Place of wanted in sorted items, or -1."""
    low, high = 0, len(items) - 1
    while low <= high:
        middle = (low + high) // 2
        if items[middle] == wanted:
            return middle  # found
        if items[middle] < wanted:
            low = middle + 1
        else:
            high = middle - 1
    return -1
\`\`\`

The recurrence is

\\[ T(n) = T\\left(\\frac{n}{2}\\right) + O(1) \\implies T(n) = O(\\log n) \\]

| n | steps |
|--:|--:|
| 1,000 | 10 |
| 1,000,000 | 20 |

See [the article](https://example.org/binary-search) and ![a picture](https://example.org/tree.png).`;

const CODE_B = `Use **linear search**: it looks at every item, so it needs $O(n)$ comparisons.

\`\`\`python
def find(items: list[int], wanted: int) -> int:
    for place, item in enumerate(items):
        if item == wanted:
            return place
    return -1
\`\`\`

It costs $5 or $6 more, and is simpler:

1. no sorting
2. no indices`;

const talk = [
  { role: 'system', content: 'You are a teacher of algorithms. Answer briefly.' },
  { role: 'user', content: 'What is a sorted list?' },
  { role: 'assistant', content: 'A list in which every item is at least as large as the one before it.' },
  { role: 'user', content: 'How do I find a number in one, in **Python**? Give the cost as well.' },
];
const pair = { prompt: talk, chosen: [{ role: 'assistant', content: CODE_A }], rejected: [{ role: 'assistant', content: CODE_B }] };

test.beforeEach(({ vscode }) => vscode.configure({ 'tiebreak.scoreOnOpen': 0 }));

test('Markdown with code and formulas, or the text as it stands; addresses are asked for, never followed', async ({ vscode }) => {
  const outside: string[] = [];
  vscode.page.on('request', (request) => {
    if (request.url().includes('example.org')) outside.push(request.url());
  });
  await vscode.write({ 'code.jsonl': lines([pair, { ...pair, chosen: [{ role: 'assistant', content: 'second' }] }]) });
  const editor = await vscode.open('code.jsonl');
  await vscode.select(0);
  const a = editor.getByRole('region', { name: 'Response A, chosen' });
  await expect(a.locator('strong', { hasText: 'binary search' })).toBeVisible();
  await expect(a.locator('.hljs-keyword', { hasText: 'def' })).toBeVisible();
  await expect(a.locator('math mfrac')).toHaveCount(1);
  await expect(a.locator('td.right', { hasText: '1,000,000' })).toBeAttached();
  // A formula's source is not read out beside it.
  await expect(a.locator('.math.drawn', { hasText: 'frac' })).toHaveCount(0);
  await expect(editor.getByRole('region', { name: 'Response B' })).toContainText('It costs $5 or $6 more');
  // No image, no link of the browser's own; the addresses are there to be read.
  await expect(editor.locator('img, a[href]')).toHaveCount(0);
  await expect(a).toContainText('https://example.org/tree.png');
  await pictures(vscode, 'markdown');
  await a.getByRole('link', { name: 'the article' }).click();
  const dialog = vscode.page.getByRole('dialog').filter({ hasText: 'example.org' });
  await expect(dialog).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  expect(outside).toEqual([]);
  await editor.getByRole('button', { name: '3 earlier turns' }).click();
  await expect(editor.getByRole('region', { name: 'Prompt' })).toContainText('You are a teacher of algorithms');
  await a.press('m');
  await expect(a).toContainText('Use **binary search**: it halves');
  await expect(a.locator('strong')).toHaveCount(0);
  // Another record, and the page made anew: still as chosen for this file.
  await vscode.page.keyboard.press(']');
  await vscode.select(1);
  await expect(editor.getByRole('button', { name: 'Show as Markdown' })).toHaveAttribute('aria-pressed', 'false');
});

test('word differences side by side and in one text', async ({ vscode }) => {
  const first = 'The spiciest chili in the world is the Carolina Reaper. It is a type of chili that is made from the chili pepper variety.';
  const second = 'The spiciest chili in the world is the Carolina Reaper, which is a type of chili pepper. It was created by a grower named Ed Currie and is a cross between a Ghost Pepper and a Red Habanero. It is known for its extreme heat.';
  await vscode.write({ 'chili.jsonl': lines([{ prompt: 'What is the spiciest chili in the world?', chosen: first, rejected: second }, { prompt: 'Again?', chosen: 'Yes.', rejected: 'Yes.' }]) });
  const editor = await vscode.open('chili.jsonl');
  await vscode.select(0);
  await vscode.page.keyboard.press('d');
  const a = editor.getByRole('region', { name: 'Response A, chosen' });
  const b = editor.getByRole('region', { name: 'Response B' });
  await expect(a.locator('del').first()).toBeVisible();
  await expect(a.locator('ins')).toHaveCount(0);
  await expect(b.locator('ins', { hasText: 'created by a grower' })).toBeVisible();
  await expect(a).toHaveText(first);
  await expect(b).toHaveText(second);
  await pictures(vscode, 'diff-beside');
  await vscode.page.keyboard.press('Shift+D');
  const both = editor.getByRole('region', { name: 'A and B in one text' });
  await expect(both.locator('del').first()).toBeVisible();
  await expect(both.locator('ins', { hasText: 'created by a grower' })).toBeVisible();
  await pictures(vscode, 'diff-inline');
  await vscode.select(1);
  await expect(editor.getByText('The texts are the same.')).toBeVisible();
  await editor.getByRole('button', { name: 'Mark differences' }).click();
  await expect(both).toHaveCount(0);
  await expect(editor.getByRole('region', { name: 'Response A, chosen' })).toHaveText('Yes.');
});

test('a scale is a slider: arrows move it, one edit when they rest', async ({ vscode }) => {
  const row = (i: number, response: string, helpfulness: number) => ({ prompt: `Question ${i}`, response, helpfulness, correctness: 3, coherence: 4, complexity: 1, verbosity: 2 });
  await vscode.write({ 'marks.jsonl': lines([0, 1].flatMap((i) => [row(i, `first ${i}`, 1), row(i, `second ${i}`, 3)])) });
  const editor = await vscode.open('marks.jsonl');
  await vscode.select(0);
  const help = editor.getByRole('slider', { name: 'helpfulness of B' });
  await help.focus();
  await expect(help).toHaveAttribute('aria-valuenow', '3');
  await vscode.page.keyboard.press('ArrowLeft');
  await vscode.page.keyboard.press('ArrowLeft');
  await expect(help).toHaveAttribute('aria-valuenow', '1');
  await vscode.page.keyboard.press('Escape');
  await expect(help).toHaveAttribute('aria-valuenow', '3');
  await vscode.page.keyboard.press('ArrowLeft');
  await vscode.page.keyboard.press('ArrowLeft');
  await vscode.page.keyboard.press('Enter');
  await vscode.expectDirty('marks.jsonl', true);
  await expect(editor.getByRole('slider', { name: 'helpfulness of B' })).toHaveAttribute('aria-valuetext', /label 1/);
  await vscode.page.keyboard.press('ArrowDown');
  await expect(editor.getByRole('slider', { name: 'correctness of B' })).toBeFocused();
  await vscode.page.keyboard.press('4');
  await expect(editor.getByRole('slider', { name: 'correctness of B' })).toHaveAttribute('aria-valuetext', /label 4/);
  await editor.getByText('History', { exact: true }).click();
  await expect(editor.getByText('helpfulness of B set to 1')).toBeVisible();
  await vscode.page.keyboard.press('Control+z');
  await expect(editor.getByRole('slider', { name: 'correctness of B' })).toHaveAttribute('aria-valuetext', /label 3/);
  await vscode.page.keyboard.press('Control+z');
  await expect(editor.getByRole('slider', { name: 'helpfulness of B' })).toHaveAttribute('aria-valuetext', /label 3/);
  await vscode.expectDirty('marks.jsonl', false);
});

test('votes with the annotators’ own words', async ({ vscode }) => {
  const row = { domain: 'general', language: 'english', context: [{ role: 'user', content: 'Name a prime.' }], response1: 'Nine.', response2: 'Seven.', overall_preference: 2, individual_preference: [
    { score: 2, reasoning: 'Response 2 names a prime, response 1 does not.', feedback1: 'Nine is three times three.', feedback2: 'Right.' },
    { score: 3, reasoning: 'Only seven is prime.', feedback1: '', feedback2: '' },
    { score: -1, reasoning: '@Response 1 is shorter.', feedback1: 'Short.', feedback2: 'Long.' },
  ] };
  await vscode.write({ 'voices.jsonl': lines([row, row]) });
  const editor = await vscode.open('voices.jsonl');
  await vscode.select(0);
  await editor.getByText('Why annotators voted so').click();
  const voices = editor.locator('details.voices');
  await expect(voices).toContainText('Response 2 names a prime, response 1 does not.');
  await expect(voices.getByText('Nine is three times three.')).toBeVisible();
  await pictures(vscode, 'voices');
});

test('real records, rendered (needs ../shared)', async ({ vscode }) => {
  const file = join('data', 'real', 'ultrafeedback-eval.jsonl');
  test.skip(!hasShared(file), 'no ../shared on this machine');
  const rows = readFileSync(sharedFile(file), 'utf8').split('\n').slice(0, 40);
  await vscode.write({ 'ultrafeedback.jsonl': `${rows.join('\n')}\n` });
  const editor = await vscode.open('ultrafeedback.jsonl');
  await vscode.select(0);
  await expect(editor.getByRole('article')).toBeVisible();
  for (const index of [0, 14, 13]) {
    await vscode.select(index);
    await vscode.page.waitForTimeout(300);
    await vscode.picture(`real-record-${index}`);
  }
});
