import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { LabelChange, LabelChanges } from '../../core/compare/changes.js';

/** Scheme of the two texts that a comparison lays side by side. */
export const LABELS = 'tiebreak-labels';
const TITLE = 100;

/** Controls, marks of direction and line ends of other kinds: a prompt's beginning is one line of text. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu;

/** The labels of the records that differ, as texts that VS Code shows side by side; record numbers are links. */
export class LabelTexts implements vscode.TextDocumentContentProvider, vscode.DocumentLinkProvider, vscode.Disposable {
  private readonly texts = new Map<string, { readonly text: string; readonly links: readonly { readonly line: number; readonly index: number }[]; readonly file: vscode.Uri }>();
  private readonly changes = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changes.event;
  private readonly subscriptions = [
    vscode.workspace.registerTextDocumentContentProvider(LABELS, this),
    vscode.languages.registerDocumentLinkProvider({ scheme: LABELS }, this),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => void this.texts.delete(uri.toString())),
  ];

  /** Shows them in a diff editor. */
  async show(file: vscode.Uri, found: LabelChanges): Promise<void> {
    const name = basename(file.path);
    const [left, right] = (['was', 'now'] as const).map((side) => {
      const uri = vscode.Uri.from({ scheme: LABELS, path: file.path, query: side });
      this.texts.set(uri.toString(), { ...render(found, side), file });
      this.changes.fire(uri);
      return uri;
    });
    await vscode.commands.executeCommand('vscode.diff', left, right, vscode.l10n.t('{0}: labels in HEAD ↔ now', name), { preview: true });
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.toString())?.text ?? '';
  }

  provideDocumentLinks({ uri }: vscode.TextDocument): vscode.DocumentLink[] {
    const { links = [], text = '', file } = this.texts.get(uri.toString()) ?? {};
    const lines = text.split('\n');
    return links.map(({ line, index }) => {
      const args = encodeURIComponent(JSON.stringify([file?.toString(), index]));
      const link = new vscode.DocumentLink(new vscode.Range(line, 0, line, lines[line]?.length ?? 0), vscode.Uri.parse(`command:tiebreak.goToRecord?${args}`));
      link.tooltip = vscode.l10n.t('Show the record');
      return link;
    });
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    this.changes.dispose();
  }
}

function render({ changed, added, removed, changes }: LabelChanges, side: 'was' | 'now') {
  const lines = [vscode.l10n.t('Records whose labels differ: {0}; new: {1}; gone: {2}', changed, added, removed), ''];
  const links: { line: number; index: number }[] = [];
  for (const change of changes) {
    // A record that one side lacks leaves its lines out there, and the diff shows the gap.
    const labels = change[side];
    if (labels === null) continue;
    if (change.index !== null) links.push({ line: lines.length, index: change.index });
    lines.push(heading(change), ...labels.map((line) => `    ${line}`), '');
  }
  const left = changed + added + removed - changes.length;
  if (left > 0) lines.push(vscode.l10n.t('{0} more are not listed.', left));
  return { text: `${lines.join('\n').replace(/\n+$/, '')}\n`, links };
}

function heading({ index, prompt }: LabelChange): string {
  const plain = prompt.slice(0, 4 * TITLE).replace(UNSEEN, ' ').replace(/\s+/g, ' ').trim();
  const title = plain.length > TITLE ? `${plain.slice(0, TITLE)}…` : plain;
  return index === null ? vscode.l10n.t('A record that is gone: {0}', title) : vscode.l10n.t('Record {0}: {1}', index, title);
}
