import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../harness/paths.mjs';
import { keyed, lines, payloads } from './corpus.js';
import { expect, test } from './fixtures.js';
import { strangers, watch, type Watch } from './watch.js';
import type { Workbench } from './workbench.js';

const title = (command: string) => (JSON.parse(readFileSync(join(root, 'package.nls.json'), 'utf8')) as Record<string, string>)[command]!;

/** A payload in every place of a pair that holds text. */
const pairs = payloads.map((text, i) => keyed([
  ['prompt', [{ role: text, content: `${text}\n\n${text}` }]],
  ['chosen', [{ role: 'assistant', content: text }]],
  ['rejected', [{ role: 'assistant', content: `${text} ${i}` }]],
  ['chosen_model', text], ['rejected_model', text], ['subset', text], ['source', text], [`${text} ${i}`, text],
]));

/** Annotators, models and words of the annotators. */
const votes = payloads.map((text, i) => ({
  domain: text, language: text, context: [{ role: 'user', content: text }], response1: text, response2: `${text} ${i}`, overall_preference: 1,
  individual_preference: [{ score: 1, annotator: text, reasoning: text, feedback1: text, feedback2: text }],
}));
const ratings = payloads.flatMap((text, i) => [0, 1].map((a) => ({ prompt: `${text} ${i}`, response: text, model: text, annotator_id: `${text} ${a}`, overall: 1 + ((i + a) % 5) })));

function expectNothing({ ran, asked, blocked }: Watch): void {
  expect(ran).toEqual([]);
  expect(asked).toEqual([]);
  // A policy that had to stop something says that markup got into the page.
  expect(blocked).toEqual([]);
}

/** Walks through every record by key, and looks at the page at each. */
async function walk(vscode: Workbench, count: number): Promise<void> {
  const { editor, page } = vscode;
  const article = editor.getByRole('article', { name: /^Record \d+$/ });
  await expect(article).toBeVisible();
  // From the list's own beginning, wherever that stands in the file.
  const first = editor.getByRole('main').getByText('No earlier record in the list.');
  await expect(async () => {
    await page.keyboard.press('p');
    await expect(first).toBeVisible({ timeout: 1000 });
  }).toPass({ intervals: [10] });
  const strange: string[] = [];
  const walked = new Set<string>();
  for (let i = 0; i < count; i++) {
    const before = [...walked].at(-1);
    if (i > 0) await page.keyboard.press('n');
    await expect(article).not.toHaveAccessibleName(before ?? '');
    const name = (await article.getAttribute('aria-label')) ?? '';
    walked.add(name);
    for (const each of await strangers(editor)) strange.push(`${name}, ${JSON.stringify(payloads[Number(name.slice(7))]?.slice(0, 60))}: ${each}`);
  }
  expect(walked.size).toBe(count);
  expect(strange).toEqual([]);
}

test.beforeEach(({ vscode }) => vscode.configure({ 'tiebreak.scoreOnOpen': 0 }));

test('the corpus is large, and what watches it sees a script, a request and an element', async ({ page }) => {
  expect(payloads.length).toBeGreaterThanOrEqual(200);
  expect(new Set(payloads).size).toBe(payloads.length);
  const seen = await watch(page);
  await page.route('https://tiebreak.invalid/**', (route) => route.abort());
  await page.goto('about:blank');
  await page.setContent('<iframe srcdoc="<body><img src=https://tiebreak.invalid/x onerror=alert(1)>"></iframe>');
  await expect.poll(() => seen.ran.length).toBe(1);
  expect(seen.asked).toEqual(['https://tiebreak.invalid/x']);
  expect(await strangers(page.frameLocator('iframe'))).toEqual(['<img>', 'img[src=https://tiebreak.invalid/x]', 'img[onerror]'].filter((each) => !each.includes('src=https')));
});

for (const mode of ['as Markdown', 'as it stands'] as const) {
  test(`every payload in every text of a pair, ${mode}`, async ({ vscode }) => {
    test.setTimeout(600_000);
    const seen = await watch(vscode.page);
    await vscode.write({ 'pairs.jsonl': lines(pairs) });
    await vscode.open('pairs.jsonl');
    await expect(vscode.editor.getByRole('article')).toBeVisible();
    if (mode === 'as it stands') await vscode.command(title('command.toggleMarkdown'));
    await vscode.editor.getByText('Other columns').click();
    await walk(vscode, pairs.length);
    expectNothing(seen);
  });
}

test('every payload as an annotator, a model, a domain, and a justification', async ({ vscode }) => {
  test.setTimeout(600_000);
  const seen = await watch(vscode.page);
  await vscode.write({ 'votes.jsonl': lines(votes), 'ratings.jsonl': lines(ratings) });
  await vscode.open('votes.jsonl');
  await walk(vscode, votes.length);
  await vscode.open('ratings.jsonl');
  await walk(vscode, payloads.length);
  expectNothing(seen);
});

test('every payload as the name of an attribute and of a column', async ({ vscode }) => {
  test.setTimeout(600_000);
  const seen = await watch(vscode.page);
  // Forty attributes a file: each has columns of its own.
  const named = payloads.filter((text) => text.length < 200).slice(0, 200);
  const rows = Array.from({ length: 5 }, (_, i) => ({ id: `s${i}`, text: 'source', decoded: `summary ${i}`, model_id: 'm', expert_annotations: [1, 2].map((mark) => keyed(named.slice(40 * i, 40 * (i + 1)).map((name) => [name, mark]))) }));
  const header = payloads.slice(0, 150).map((name) => `"${name.replaceAll('"', '""').replace(/[\r\n]/g, ' ')}"`);
  await vscode.write({ 'attributes.jsonl': lines(rows), 'columns.csv': `${header.join(',')}\n${header.join(',')}\n` });
  await vscode.open('attributes.jsonl');
  await walk(vscode, rows.length);
  await vscode.open('columns.csv');
  await walk(vscode, 1);
  await vscode.command('Tiebreak: Map Columns…');
  await expect(vscode.editor.getByRole('heading', { name: /^Preview of/ })).toBeVisible();
  expect(await strangers(vscode.editor)).toEqual([]);
  expectNothing(seen);
});

test('every payload as a row that cannot be read, and some as the name of a file', async ({ vscode }) => {
  test.setTimeout(600_000);
  const seen = await watch(vscode.page);
  const broken = payloads.map((text) => `{"prompt": ${JSON.stringify(text).slice(0, -1)}`.replace(/[\r\n]/g, ' '));
  const name = '<img src=x onerror=alert(1)> $(law) {0} %22.jsonl';
  await vscode.write({ [name]: `${lines(pairs.slice(0, 1))}${broken.join('\n')}\n` });
  const editor = await vscode.open(name);
  await vscode.command(title('command.showBadRows'));
  const list = editor.getByRole('listbox', { name: 'Records' });
  await list.getByRole('option').first().click();
  const strange: string[] = [];
  for (let row = 2; row <= broken.length + 1; row++) {
    await expect(editor.getByRole('article', { name: `Row ${row}, cannot be read`, exact: true })).toBeVisible();
    strange.push(...(await strangers(editor)));
    await vscode.page.keyboard.press('n');
  }
  expect(strange).toEqual([]);
  expectNothing(seen);
});
