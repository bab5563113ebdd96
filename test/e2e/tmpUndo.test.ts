import { preference } from '../support/hourData.js';
import { expect, test } from './fixtures.js';
test.use({ trace: 'off' });
test('quick undo', async ({ vscode }) => {
  await vscode.configure({ 'tiebreak.scoreOnOpen': 0 });
  await vscode.write({ 'p.jsonl': preference(30) });
  const editor = await vscode.open('p.jsonl');
  const { keyboard } = vscode.page;
  await expect(editor.getByRole('article')).toBeVisible();
  await vscode.page.waitForTimeout(1000);
  for (let i = 0; i < 20; i++) {
    const label = await editor.getByRole('article').getAttribute('aria-label');
    for (const key of ['s', i % 2 ? 'a' : 'b', '3', 't', 'Control+z', 'Control+z']) await keyboard.press(key);
    await vscode.page.waitForTimeout(700);
    console.log(i, label, await vscode.notifications.allInnerTexts(), await vscode.tab('p.jsonl').getAttribute('class').then((c) => c!.includes('dirty')));
    await keyboard.press('n');
    await vscode.page.waitForTimeout(150);
  }
});
