import { expect, type FrameLocator, type Locator, type Page } from '@playwright/test';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { results } from '../harness/paths.mjs';
import type { Server } from '../harness/server.mjs';
import { forTests, opening, type Settings } from '../harness/settings.mjs';

/** Names that VS Code gives its themes in its list of them. */
export const themes = { dark: 'Dark Modern', light: 'Light Modern', contrast: 'Dark High Contrast' } as const;

/** One theme of each of VS Code's four kinds, by the name in its list. */
export const paints = { dark: 'Dark Modern', light: 'Light Modern', 'hc-dark': 'Dark High Contrast', 'hc-light': 'Light High Contrast' } as const;

const paintClass = { dark: 'vscode-dark', light: 'vscode-light', 'hc-dark': 'vscode-high-contrast', 'hc-light': 'vscode-high-contrast-light' } as const;

/** A class that VS Code puts on the workbench, and on the page inside an editor, for each kind of theme. */
const themeClass = { dark: 'vscode-dark', light: 'vscode-light', contrast: 'vscode-high-contrast' } as const;

/** One page of VS Code on a folder of its own: what a person does in it, by name. */
export class Workbench {
  private settings: Settings = forTests;

  private constructor(
    readonly page: Page,
    private readonly server: Server,
    /** The folder that is open. */
    readonly folder: string,
  ) {}

  /** A workbench that shows nothing yet; its folder is empty. */
  static async create(page: Page, server: Server): Promise<Workbench> {
    return new Workbench(page, server, await mkdtemp(join(server.temp, 'folder-')));
  }

  /** Makes the next page of VS Code show extensions in this display language, as an installed language pack does; VS Code's own texts stay English without the pack. */
  async speak(language: string): Promise<void> {
    await this.page.addInitScript((name) => Object.defineProperty(globalThis, '_VSCODE_NLS_LANGUAGE', { get: () => name, set: () => undefined }), language);
  }

  /** Removes the folder; settings of this test do not reach the next one. */
  async dispose(): Promise<void> {
    // A page with unsaved work asks before it closes, and would keep the test waiting.
    await this.page.goto('about:blank').catch(() => {});
    await this.server.configure(forTests);
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Writes files, by name below the folder. */
  async write(files: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
    for (const [name, content] of Object.entries(files)) {
      await mkdir(dirname(join(this.folder, name)), { recursive: true });
      await writeFile(join(this.folder, name), content);
    }
  }

  /** The bytes of a file now, as text. */
  read(name: string): Promise<string> {
    return readFile(join(this.folder, name), 'utf8');
  }

  /** Opens VS Code with a file in the extension's editor, and waits for the editor's page. */
  async open(name: string): Promise<FrameLocator> {
    await this.configure(opening(join(this.folder, name)));
    await this.page.goto(this.server.address(this.folder));
    await expect(this.tab(name)).toBeVisible();
    await this.editor.locator('body').waitFor();
    return this.editor;
  }

  /** The page inside the active custom editor. */
  get editor(): FrameLocator {
    // A hidden editor's frame stays in the document.
    return this.page.frameLocator('iframe.webview.ready:visible').frameLocator('iframe#active-frame');
  }

  /** Shows a record by a click in the worklist, which may be made anew under the pointer when scoring ends. Its article has another name in other languages. */
  async select(index: number, article = `Record ${index}`): Promise<void> {
    await expect(async () => {
      await this.editor.getByRole('option', { name: new RegExp(`^${index}:`) }).click();
      await expect(this.editor.getByRole('article', { name: article, exact: true })).toBeVisible({ timeout: 2000 });
    }).toPass({ timeout: 60_000 });
  }

  /** An editor's tab; unsaved ones have the class `dirty`. */
  tab(name: string): Locator {
    return this.page.locator('.tabs-container .tab').filter({ hasText: name });
  }

  /** Waits until the tab shows unsaved work, or none. */
  async expectDirty(name: string, dirty: boolean): Promise<void> {
    await (dirty ? expect(this.tab(name)).toHaveClass(/\bdirty\b/) : expect(this.tab(name)).not.toHaveClass(/\bdirty\b/));
  }

  /** Runs a command as people do, by its name in the palette. */
  command(title: string): Promise<void> {
    return this.pick('F1', `>${title}`, title);
  }

  /** Opens another file of the folder as people do, by its name. */
  async openByName(name: string): Promise<void> {
    await this.pick('Control+p', name, name);
    await expect(this.tab(name)).toBeVisible();
  }

  /** Writes into the box that a key brings, and clicks the first entry with this title. */
  private async pick(key: string, text: string, title: string): Promise<void> {
    const input = this.page.locator('.quick-input-widget input[type=text]');
    const entry = this.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: title }).first();
    // While VS Code is busy with something else the key may find nobody, the box of the command before may be closing, and an
    // editor that has just opened takes the focus from the box, which closes it.
    await expect(async () => {
      await this.page.keyboard.press(key);
      await input.fill(text, { timeout: 1000 });
      await entry.click({ timeout: 3000 });
    }).toPass();
  }

  /** Chooses an entry of an element's context menu, until what that brings is there. */
  async chooseFromMenu(element: Locator, title: string, brings: Locator): Promise<void> {
    const entry = this.page.getByRole('menuitem', { name: title });
    await expect(async () => {
      // VS Code's menus do not hear a mouse in the first 100 ms, so that a right click does not choose what it brings up; a menu that
      // has not heard the click stays. An editor that has just opened takes the focus, which closes a menu.
      if (!(await entry.isVisible())) await element.click({ button: 'right', timeout: 3000 });
      await entry.click({ timeout: 3000 });
      await expect(entry).toBeHidden({ timeout: 1000 });
      await expect(brings).toBeVisible({ timeout: 20_000 });
    }).toPass();
  }

  /** Opens the dataset's report, and lets it fill the window once it is the one in front. */
  async fillWithReport(): Promise<void> {
    await this.command('Tiebreak: Dataset Report');
    await expect(this.page.locator('.editor-group-container.active .tab').filter({ hasText: 'Report: ' })).toBeVisible();
    await this.command('View: Toggle Maximize Editor Group');
  }

  /** Adds to the user's settings of this test; VS Code follows at once. */
  configure(settings: Settings): Promise<void> {
    this.settings = { ...this.settings, ...settings };
    return this.server.configure(this.settings);
  }

  /** Changes the colour theme as people do, to one of each kind, and waits until the editor's page wears it. */
  async paint(kind: keyof typeof paints): Promise<void> {
    await this.wear(paints[kind], paintClass[kind]);
    // Colours that come by a transition have come.
    await this.page.waitForTimeout(400);
  }

  /** Changes the colour theme as people do, and waits until the editor's page wears it. */
  async theme(kind: keyof typeof themes): Promise<void> {
    await this.wear(themes[kind], themeClass[kind]);
  }

  private async wear(name: string, className: string): Promise<void> {
    await this.command('Preferences: Color Theme');
    const input = this.page.locator('.quick-input-widget input[type=text]');
    await expect(input).toHaveAttribute('placeholder', /theme/i);
    await input.fill(name);
    await this.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: name }).first().click();
    await expect(this.editor.locator('body')).toHaveClass(new RegExp(`(^| )${className}( |$)`));
  }

  /**
   * Reloads the window as a crash or a restart would, once VS Code has noted this of its open editors (unsaved work that hot
   * exit put aside, unless said otherwise): in a browser it does so in its idle time and when its window loses the focus.
   */
  async reload(noted = 'backupId'): Promise<void> {
    await expect.poll(async () => {
      await this.page.evaluate(lookAway);
      return this.page.evaluate(storedEditors);
    }).toContain(noted);
    await this.page.reload();
  }

  /** Notifications that are showing. */
  get notifications(): Locator {
    return this.page.locator('.notifications-toasts .notification-list-item-message');
  }

  /** Keeps a picture of the window for people to look at. */
  async picture(name: string): Promise<void> {
    await this.page.screenshot({ path: join(results, 'pictures', `${name}.png`), animations: 'disabled' });
  }
}

/** Runs in the page: the window loses the focus and has it again, as when a person looks at another one. */
function lookAway(): void {
  document.hasFocus = () => false;
  window.dispatchEvent(new FocusEvent('blur'));
  Reflect.deleteProperty(document, 'hasFocus');
  window.dispatchEvent(new FocusEvent('focus'));
}

/** Runs in the page: what VS Code has stored of its open editors. */
async function storedEditors(): Promise<string> {
  let found = '';
  for (const { name } of await indexedDB.databases()) {
    if (!name?.startsWith('vscode-web-state-db-')) continue;
    found += await new Promise<string>((resolve, reject) => {
      const opening = indexedDB.open(name);
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => {
        const get = opening.result.transaction('ItemTable').objectStore('ItemTable').get('memento/workbench.parts.editor');
        get.onsuccess = () => resolve(JSON.stringify(get.result ?? ''));
        get.onerror = () => reject(get.error);
        opening.result.close();
      };
    });
  }
  return found;
}
