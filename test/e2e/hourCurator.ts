import type { FrameLocator, Keyboard } from '@playwright/test';
import { expect } from './fixtures.js';
import { Ledger, saidIn } from './hourLedger.js';
import { movedFrom, startClock } from './hourPage.js';
import type { Workbench } from './workbench.js';

/** A curator at one file: knows what is shown, and what must come of every key. */
export class Curator {
  readonly book: Ledger;
  readonly keyboard: Keyboard;
  at = 0;

  constructor(
    readonly vscode: Workbench,
    readonly name: string,
    text: string,
  ) {
    this.book = new Ledger(text);
    this.keyboard = vscode.page.keyboard;
  }

  get editor(): FrameLocator {
    return this.vscode.editor;
  }

  /** The editor of the file is in front, its first record shown. */
  async begin(): Promise<void> {
    await expect(this.editor.getByRole('heading', { name: this.name })).toBeVisible();
    await expect(this.editor.getByRole('article', { name: /^Record \d+$/ })).toBeVisible();
    // Until the whole file is listed another record may still become the first.
    await expect(this.editor.getByText(/^[\d,]+ of [\d,]+$/).first()).toBeVisible();
    await startClock(this.editor);
    this.at = await movedFrom(this.editor, null);
  }

  /** Opens the file by keyboard from another one's editor, as people do. */
  async turnTo(): Promise<void> {
    await this.keyboard.press('Control+p');
    const input = this.vscode.page.locator('.quick-input-widget input[type=text]');
    await expect(input).toBeFocused();
    await this.keyboard.type(this.name);
    await expect(this.vscode.page.locator('.quick-input-list .monaco-list-row').first()).toContainText(this.name);
    await this.keyboard.press('Enter');
    await this.begin();
  }

  press(...keys: readonly string[]): Promise<void> {
    return keys.reduce((before, key) => before.then(() => this.keyboard.press(key)), Promise.resolve());
  }

  /** Presses a key that shows another record. */
  async move(key: string): Promise<void> {
    await this.keyboard.press(key);
    this.at = await movedFrom(this.editor, this.at);
  }

  /** A record is on its way by itself: after an undo, a filter. */
  async seen(index: number): Promise<void> {
    await expect(this.editor.getByRole('article', { name: `Record ${index}`, exact: true })).toBeVisible();
    this.at = index;
  }


  /** Goes on until an undecided record is shown. */
  async fresh(key = 'n'): Promise<void> {
    while (this.book.decided.has(this.at)) await this.move(key);
  }

  decide(): void {
    this.book.decided.add(this.at);
  }

  async accept(): Promise<void> {
    this.book.review(this.at, { kind: 'accept' });
    this.decide();
    await this.move('Enter');
  }

  async skip(): Promise<void> {
    this.book.review(this.at, { kind: 'skip' });
    this.decide();
    await this.move('j');
  }

  async note(text: string): Promise<void> {
    await this.press('w');
    const box = this.editor.getByRole('textbox', { name: `Note on record ${this.at}` });
    await expect(box).toBeFocused();
    await this.keyboard.type(text);
    await this.press('Enter');
    await expect(box).toBeHidden();
    this.book.review(this.at, { kind: 'note', text });
    this.decide();
  }

  async drop(): Promise<void> {
    await this.press('Delete');
    this.book.edit(this.at, this.at, { kind: 'drop' }, () => '');
    this.decide();
  }

  async undo(key = 'Control+z'): Promise<void> {
    await this.press(key);
    this.book.undo();
  }

  async redo(key = 'Control+Shift+z'): Promise<void> {
    await this.press(key);
    this.book.redo();
  }

  /** Lists by a filter, none where it is empty; `matching` says which rows must be left of a file of one row a record. */
  async filter(text: string, matching: (row: Record<string, unknown>, index: number) => boolean = () => true): Promise<void> {
    await this.press('/');
    await expect(this.editor.getByRole('combobox', { name: 'Filter: SQL condition over records' })).toBeFocused();
    if (text === '') await this.press('Delete');
    else await this.keyboard.insertText(text);
    await this.press('Enter');
    const found = this.book.matching(matching);
    await expect(this.editor.locator('.matched')).toHaveText(text === '' ? '' : `${found.size} of ${this.book.size}`);
    await expect.poll(async () => found.has(this.at = await movedFrom(this.editor, null))).toBe(true);
  }

  async save(): Promise<void> {
    await this.press('Control+s');
    this.book.save();
    await this.vscode.expectDirty(this.name, false);
  }

  /** The file and its log hold what the book says, byte for byte and line for line. */
  async check(): Promise<void> {
    expect(saidIn(await this.vscode.read(`${this.name}.tiebreak/log.jsonl`))).toEqual(this.book.log);
    expect((await this.vscode.read(this.name)).split('\n')).toEqual(this.book.text.split('\n'));
  }
}
