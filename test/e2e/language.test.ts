import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../harness/paths.mjs';
import { expect, test } from './fixtures.js';

const texts = (name: string) => JSON.parse(readFileSync(join(root, name), 'utf8')) as Record<string, string>;

test('in Chinese: the palette, the page, the engine’s sentences and the host’s', async ({ vscode }) => {
  const manifest = texts('package.nls.zh-cn.json');
  const bundle = texts('l10n/bundle.l10n.zh-cn.json');
  await vscode.configure({ 'tiebreak.scoreOnOpen': 0 });
  await vscode.write({ 'pairs.jsonl': '{"prompt": "p", "chosen": "a", "rejected": "b"}\n{"prompt": "p", "chosen": 17, "rejected": "b"}\n' });
  await vscode.speak('zh-cn');
  const editor = await vscode.open('pairs.jsonl');
  await expect(editor.locator('html')).toHaveAttribute('lang', 'zh-cn');
  // The page.
  await expect(editor.getByRole('navigation', { name: bundle['Worklist']! })).toBeVisible();
  // The engine.
  await vscode.command(manifest['command.showBadRows']!);
  await expect(editor.getByText(bundle['column {0} is {1}, not text or a list of messages (role and content, or from and value)']!.replace('{0}', 'chosen').replace('{1}', bundle['a number']!)).first()).toBeVisible();
  // The host.
  await vscode.command(manifest['command.detach']!);
  await expect(vscode.notifications).toContainText(bundle['no file is attached to this one']!);
});
