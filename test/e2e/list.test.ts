import { expect, test } from './fixtures.js';

/** Forty pairs with a reward each; every fourth label is the wrong way round by them, in two subsets. */
const rows = Array.from({ length: 40 }, (_, i) => ({
  prompt: i % 5 === 0 ? `Can I get a refund for order ${i}?` : `Question ${i}?`,
  chosen: `The better answer to ${i}.${i % 7 === 0 ? ' Our refund policy says so.' : ''}`,
  rejected: `A worse answer to ${i}.`,
  chosen_reward: i % 4 === 0 ? -1 - i / 20 : 1 + i / 20,
  rejected_reward: 0,
  subset: i % 2 === 0 ? 'chat' : 'code',
}));

test('the list is sorted, grouped, kept to flags and searched; keys are the page’s again afterwards', async ({ vscode }) => {
  await vscode.configure({ 'tiebreak.scoreOnOpen': 0 });
  await vscode.write({ 'pairs.jsonl': rows.map((row) => `${JSON.stringify(row)}\n`).join('') });
  const editor = await vscode.open('pairs.jsonl');
  const { keyboard } = vscode.page;
  const field = editor.getByRole('combobox', { name: 'Filter: SQL condition over records' });
  const offers = editor.getByRole('listbox', { name: 'Completions' });
  const firstOption = editor.getByRole('option', { name: /^\d+: / }).first();
  await expect(editor.getByText('40 records')).toBeVisible();
  await vscode.select(0);

  // Completion: a column, then its value, by keys alone.
  await keyboard.press('/');
  await expect(field).toBeFocused();
  await keyboard.type('sub');
  await expect(offers.getByRole('option', { name: /^subset/ })).toBeVisible();
  await keyboard.press('ArrowDown');
  await expect(field).toHaveAttribute('aria-activedescendant', 'offer-0');
  await keyboard.press('Enter');
  await expect(field).toHaveValue('subset');
  await keyboard.type(" = 'c");
  await expect(offers.getByRole('option', { name: /^code/ })).toBeVisible();
  await vscode.picture('filter-completion');
  await keyboard.type('od');
  await keyboard.press('Tab');
  await expect(field).toHaveValue("subset = 'code'");
  await keyboard.press('Enter');
  await expect(editor.getByText('20 of 40', { exact: true })).toBeVisible();

  // Words: no SQL, and marked in the texts.
  await keyboard.press('/');
  await keyboard.type('refund');
  await keyboard.press('Enter');
  await expect(editor.getByText('12 of 40', { exact: true })).toBeVisible();
  await keyboard.press('/');
  await keyboard.type("Nothing that is there, isn't it");
  await keyboard.press('Enter');
  await expect(editor.getByRole('heading', { name: 'No record matches the filter' })).toBeVisible();
  await vscode.picture('filter-empty');
  await editor.getByRole('button', { name: 'Clear filter' }).last().click();

  // By a column, either way, and under flags or not.
  const order = editor.getByRole('combobox', { name: 'Order' });
  await order.selectOption({ label: 'mean' });
  await expect(firstOption).toHaveAccessibleName(/^36: /);
  await editor.getByRole('button', { name: 'Lowest first' }).click();
  await expect(editor.getByRole('button', { name: 'Highest first' })).toBeVisible();
  await editor.getByRole('button', { name: 'Group by flag' }).click();
  await expect(editor.getByRole('button', { name: 'Group by flag' })).toHaveAttribute('aria-pressed', 'true');
  await editor.getByRole('button', { name: 'Keep to some flags' }).click();
  await vscode.picture('list-chips');
  await keyboard.press('Escape');
  await keyboard.press('Enter');
  await expect(editor.getByText('1 of 40 decided')).toBeVisible();
  await editor.getByRole('button', { name: 'undecided' }).click();
  await expect(editor.getByText('39 of 40', { exact: true })).toBeVisible();
  await keyboard.press('Escape');
  await keyboard.press('?');
  await expect(editor.getByRole('heading', { name: 'Keys' })).toBeVisible();
  await vscode.picture('keys');
});
