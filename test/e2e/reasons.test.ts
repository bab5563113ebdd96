import { join } from 'node:path';
import { expect, test } from './fixtures.js';
import { results } from '../harness/paths.mjs';

/** Sixty pairs with three models' scores; every sixth label is against all of them. */
const rows = Array.from({ length: 60 }, (_, i) => {
  const better = 1 + (i % 5) / 4;
  const scores = [0, 0.1, -0.1].map((by) => (i % 6 === 0 ? -better : better) + by);
  return {
    chosen: [`Human: Question ${i}?`, `Assistant: ${i % 6 === 0 ? 'No.' : 'Yes, and here is why it is so.'}`],
    rejected: [`Human: Question ${i}?`, `Assistant: Perhaps ${i}.`],
    'GPT4 label': i % 6 === 0 ? 0 : 1,
    'mean preference difference': scores[0],
    'std preference difference': 0.1,
    'chosen score list': scores,
    'rejected score list': [0, 0, 0],
  };
});

test('the probability that a label is wrong opens to its reasons, the heaviest first', async ({ vscode }) => {
  await vscode.write({ 'strength.jsonl': rows.map((row) => `${JSON.stringify(row)}\n`).join('') });
  const editor = await vscode.open('strength.jsonl');
  await expect(editor.getByText('60 records')).toBeVisible();
  await vscode.select(0);
  const record = editor.getByRole('article', { name: 'Record 0' });
  const fold = record.getByRole('group').filter({ hasText: /P\(wrong\) / });
  await fold.getByText(/P\(wrong\) 0\.\d/).click();
  const reasons = fold.getByRole('listitem');
  await expect(reasons.filter({ hasText: /× \S+\s+Mean difference of the models, A minus B: −\d\.\d\d\./ })).toBeVisible();
  await expect(reasons.filter({ hasText: /A judge does not agree with the label\./ })).toBeVisible();
  await expect(reasons.filter({ hasText: /About \d+% of this file’s labels are wrong/ })).toBeVisible();
  await vscode.page.screenshot({ path: join(results, 'pictures', 'reasons.png') });
});
