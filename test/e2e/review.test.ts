import { expect, test } from './fixtures.js';

const pair = (i: number) => ({ prompt: `Question ${i}?`, chosen: `right ${i}`, rejected: `wrong ${i}` });
const text = (rows: readonly unknown[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
const parsed = (lines: string) => lines.trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
const LOG = 'pairs.jsonl.tiebreak/log.jsonl';

/** What is done to record i: by its number. */
const KINDS = ['accept', 'skip', 'flip', 'note', 'choose'] as const;
const kindOf = (i: number) => KINDS[i % KINDS.length]!;

test('fifty records by keyboard: accepted, skipped, flipped, noted; the log and the file hold exactly that', async ({ vscode }) => {
  const rows = Array.from({ length: 60 }, (_, i) => pair(i));
  await vscode.configure({ 'tiebreak.scoreOnOpen': 0 });
  await vscode.write({ 'pairs.jsonl': text(rows) });
  const editor = await vscode.open('pairs.jsonl');
  const { keyboard } = vscode.page;
  await expect(editor.getByText('60 records')).toBeVisible();
  await vscode.select(0);
  for (let i = 0; i < 50; i++) {
    await expect(editor.getByRole('article', { name: `Record ${i}`, exact: true })).toBeVisible();
    const kind = kindOf(i);
    if (kind === 'accept') await keyboard.press('Enter');
    else if (kind === 'skip') await keyboard.press('j');
    else if (kind === 'flip') {
      await keyboard.press('f');
      await keyboard.press('g');
    } else if (kind === 'note') {
      await keyboard.press('w');
      const box = editor.getByRole('textbox', { name: `Note on record ${i}` });
      await expect(box).toBeFocused();
      // Letters that are keys elsewhere are text here.
      await keyboard.type(`njfp ${i}`);
      await keyboard.press('Enter');
      await expect(box).toBeHidden();
      await keyboard.press('n');
    } else {
      await keyboard.press('2');
      await keyboard.press('n');
    }
  }
  await expect(editor.getByText('30 of 60 decided')).toBeVisible();
  await expect(editor.getByRole('option', { name: /^45: .*accepted/ })).toBeVisible();
  await vscode.picture('reviewed');
  await keyboard.press('Control+s');
  await vscode.expectDirty('pairs.jsonl', false);
  const expected = rows.map((row, i) => (i < 50 && (kindOf(i) === 'flip' || kindOf(i) === 'choose') ? { ...row, chosen: row.rejected, rejected: row.chosen } : row));
  expect(parsed(await vscode.read('pairs.jsonl'))).toEqual(expected);
  const said = (event: string, kind: string) => log.filter((line) => line['event'] === event && (line['review'] as { kind: string } | undefined)?.kind === kind).map((line) => line['index']);
  const log = parsed(await vscode.read(LOG));
  const of = (...kinds: string[]) => Array.from({ length: 50 }, (_, i) => i).filter((i) => kinds.includes(kindOf(i)));
  expect(said('review', 'accept')).toEqual(of('accept', 'flip'));
  expect(said('review', 'skip')).toEqual(of('skip'));
  expect(log.filter(({ review }) => (review as { kind?: string } | undefined)?.kind === 'note').map(({ review }) => (review as { text: string }).text)).toEqual(of('note').map((i) => `njfp ${i}`));
  expect(log.filter(({ event }) => event === 'edit').map(({ index }) => index)).toEqual(of('flip', 'choose'));
});

test('undo takes back reviews and edits in their order; states are there when the file is opened again', async ({ vscode }) => {
  await vscode.configure({ 'tiebreak.scoreOnOpen': 0 });
  await vscode.write({ 'pairs.jsonl': text(Array.from({ length: 6 }, (_, i) => pair(i))), [LOG]: '{"event":"review","time":"2026-01-01T00:00:00.000Z","id":"unknown#0","index":9,"rows":[10],"review":{"kind":"accept"}}\n{"event":"rev' });
  const editor = await vscode.open('pairs.jsonl');
  const { keyboard } = vscode.page;
  await vscode.select(0);
  const article = (i: number) => editor.getByRole('article', { name: `Record ${i}`, exact: true });
  await keyboard.press('Enter');
  await expect(article(1)).toBeVisible();
  await keyboard.press('f');
  await vscode.expectDirty('pairs.jsonl', true);
  await keyboard.press('j');
  await expect(article(2)).toBeVisible();
  await keyboard.press('Control+z');
  await expect(article(1)).toBeVisible();
  await expect(editor.getByRole('option', { name: /^1: .*edited, not saved/ })).toBeVisible();
  await keyboard.press('Control+z');
  await vscode.expectDirty('pairs.jsonl', false);
  await keyboard.press('u');
  await expect(article(0)).toBeVisible();
  await expect(editor.getByText('0 of 6 decided')).toBeVisible();
  await keyboard.press('Control+Shift+z');
  await expect(editor.getByText('1 of 6 decided')).toBeVisible();
  await expect.poll(async () => (await vscode.read(LOG)).split('\n').slice(2, -1).map((line) => { const { event, index, review } = JSON.parse(line) as { event: string; index: number; review: { kind: string } }; return `${event} ${review.kind} ${index}`; }))
    .toEqual(['review accept 0', 'review skip 1', 'unreview skip 1', 'unreview accept 0', 'review accept 0']);
  await vscode.reload('pairs.jsonl');
  await expect(vscode.editor.getByText('1 of 6 decided')).toBeVisible();
  await expect(vscode.editor.getByRole('option', { name: /^0: .*accepted/ })).toBeVisible();
});
