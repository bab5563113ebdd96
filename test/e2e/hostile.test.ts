import { expect, test } from './fixtures.js';

const ATTACK = `<img src=x onerror="document.title='run'"><script>document.title='run'</script><style>body{display:none}</style><a href="javascript:document.title='run'">x</a>`;
const OUTSIDE = 'https://tiebreak.invalid/';

test('dataset text stays text: nothing of it runs, loads or is styled', async ({ vscode }) => {
  const asked: string[] = [];
  vscode.page.on('request', (request) => {
    if (request.url().startsWith(OUTSIDE)) asked.push(request.url());
  });
  const text = `${ATTACK}<img src="${OUTSIDE}pixel"><iframe src="${OUTSIDE}frame"></iframe>`;
  const row = { prompt: [{ role: text, content: text }], chosen: [{ role: 'assistant', content: text }], rejected: [{ role: 'assistant', content: `${text}\u202e\u0000\u001b[31m` }], [text]: text, subset: text };
  await vscode.configure({ 'tiebreak.scoreOnOpen': 0 });
  await vscode.write({ 'hostile.jsonl': `${JSON.stringify(row)}\n{"broken": "${ATTACK.replaceAll('"', "'")}` });
  const editor = await vscode.open('hostile.jsonl');
  await expect(editor.getByRole('region', { name: 'Response A, chosen' })).toHaveText(text);
  await expect(editor.getByRole('option', { name: /^0:/ })).toBeVisible();
  await editor.getByText('Other columns').click();
  await editor.getByRole('option', { name: /^Row 2,/ }).click();
  await expect(editor.getByRole('article', { name: 'Row 2, cannot be read' })).toContainText(ATTACK.replaceAll('"', "'"));
  expect(await editor.locator('body').evaluate((body) => body.ownerDocument.title)).toBe('Tiebreak');
  // Locators look into shadow roots too.
  await expect(editor.locator('img, iframe, a[href], body script:not([src]):not([type="application/json"])')).toHaveCount(0);
  expect(asked).toEqual([]);
});
