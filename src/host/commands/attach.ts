import { basename } from 'node:path';
import * as vscode from 'vscode';
import { inFront } from './inFront.js';
import { openable } from './open.js';
import type { CommandContext } from './registry.js';
import { settle } from './settle.js';

/** Opens more files together with the one in front: those given, else those that are asked for. Unsaved edits go along. */
export async function attach({ provider }: CommandContext, ...given: unknown[]): Promise<void> {
  const document = inFront(provider);
  const uris = given.filter((each) => each instanceof vscode.Uri);
  const picked = uris.length > 0 ? uris : await ask(document.uri);
  const { wish } = document;
  const paths = (picked ?? []).map(({ fsPath }) => fsPath).filter((path) => path !== document.path && !wish.attach.includes(path));
  if (paths.length === 0) return;
  await provider.reopen(document, { ...wish, attach: [...wish.attach, ...paths] }, true);
}

/** Opens the file in front by itself again. */
export async function detach({ provider }: CommandContext): Promise<void> {
  const document = inFront(provider);
  const { attach: attached } = document.wish;
  if (attached.length === 0) throw new Error(vscode.l10n.t('no file is attached to this one'));
  if (!(await settle(document, vscode.l10n.t('{0} will be closed: save the unsaved edits first, or discard them?', attached.map((path) => basename(path)).join(', '))))) return;
  await provider.reopen(document, { ...document.wish, attach: [] }, false);
}

async function ask(beside: vscode.Uri): Promise<readonly vscode.Uri[] | undefined> {
  return vscode.window.showOpenDialog({
    title: vscode.l10n.t('Attach files that speak of the same prompts and responses'),
    openLabel: vscode.l10n.t('Attach'),
    canSelectMany: true,
    defaultUri: vscode.Uri.joinPath(beside.with({ scheme: 'file', query: '' }), '..'),
    filters: openable(),
  });
}
