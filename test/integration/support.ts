import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { TiebreakApi } from '../../src/extension.js';
import { until } from './until.js';

/** What every suite of the editor needs: the extension, and a folder of its own for each test. */
export interface Suite {
  readonly api: TiebreakApi;
  readonly folder: string;
  /** Writes a file and opens it in the editor; answers when its document is in front. */
  open(name: string, content: string | Uint8Array): Promise<{ path: string; uri: vscode.Uri }>;
}

/** Sets mocha up for a suite of the editor. */
export function suite(): Suite {
  let api: TiebreakApi;
  let folder = '';
  before(async () => {
    await vscode.workspace.getConfiguration('tiebreak').update('scoreOnOpen', 0, vscode.ConfigurationTarget.Global);
    api = (await vscode.extensions.all.find(({ id }) => id.endsWith('.tiebreak'))!.activate()) as TiebreakApi;
  });
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'tiebreak-editor-'))));
  afterEach(async () => {
    await run('workbench.action.closeQuickOpen');
    await run('workbench.action.revertAndCloseActiveEditor');
    await run('workbench.action.closeAllEditors');
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    get api() {
      return api;
    },
    get folder() {
      return folder;
    },
    open: async (name, content) => {
      const path = join(folder, name);
      writeFileSync(path, content);
      const uri = vscode.Uri.file(path);
      await vscode.commands.executeCommand('vscode.openWith', uri, 'tiebreak.editor');
      await until('the editor is in front', () => api.provider.active?.document.uri.fsPath === path);
      return { path, uri };
    },
  };
}

/** The document in front. */
export function front(api: TiebreakApi) {
  const document = api.provider.active?.document;
  if (!document) throw new Error('no editor of ours is in front');
  return document;
}

/** Runs a command of VS Code. */
export const run = (command: string, ...args: unknown[]) => vscode.commands.executeCommand(command, ...args);

/** True where the tab in front has unsaved work. */
export const dirty = () => vscode.window.tabGroups.activeTabGroup.activeTab?.isDirty === true;

/** Rows as JSON Lines. */
export const lines = (rows: readonly unknown[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

/** Answers the next modal questions as if that button was pressed; says which buttons they had. */
export function answer(choice: string | undefined): { asked: { message: string; buttons: string[] }[]; restore(): void } {
  const asked: { message: string; buttons: string[] }[] = [];
  const window = vscode.window as { showWarningMessage: unknown };
  const original = window.showWarningMessage;
  window.showWarningMessage = (message: string, _options: unknown, ...buttons: string[]) => {
    asked.push({ message, buttons });
    return Promise.resolve(choice);
  };
  return { asked, restore: () => void (window.showWarningMessage = original) };
}
