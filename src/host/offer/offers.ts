import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { looksLike, mayHold } from './look.js';

/** Names the files that look like preference data, for `when` clauses. */
const CONTEXT = 'tiebreak.preferenceFiles';
const ASKED = 'tiebreak.offered';
const SETTING = 'openPreferenceFiles';
/** So many files are remembered. */
const MOST = 500;

/** Offers to open preference data that is open as text: a title action each time, a question once a workspace; or opens it, where that was answered with Always. */
export class Offers implements vscode.Disposable {
  /** What each file was found to be, by its path: its state on the disk then, and its schema. */
  private readonly found = new Map<string, { readonly stamp: string; readonly schema: string | null }>();
  /** Files that are to stay text in this window. */
  private readonly staying = new Set<string>();
  private readonly subscriptions = [
    vscode.window.tabGroups.onDidChangeTabs(() => this.looked()),
    vscode.window.tabGroups.onDidChangeTabGroups(() => this.looked()),
    vscode.workspace.onDidSaveTextDocument(() => this.looked()),
  ];
  private looking: Promise<void> = Promise.resolve();

  constructor(private readonly state: vscode.Memento) {
    this.looked();
  }

  /** This file was asked for as text: it is not opened otherwise by itself. */
  keepAsText(uri: vscode.Uri): void {
    this.staying.add(uri.toString());
  }

  /** Resolves when the tab in front has been looked at. */
  async settled(): Promise<void> {
    await this.looking;
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private looked(): void {
    this.looking = this.looking.then(() => this.look()).catch(() => undefined);
  }

  private async look(): Promise<void> {
    const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
    // A diff is another kind of input: it stays text.
    const uri = tab?.input instanceof vscode.TabInputText ? tab.input.uri : null;
    if (!tab || !uri || uri.scheme !== 'file' || !mayHold(uri.path)) return;
    const schema = await this.schemaOf(uri.fsPath);
    if (schema === null || vscode.window.tabGroups.activeTabGroup.activeTab !== tab) return;
    const wish = vscode.workspace.getConfiguration('tiebreak').get<string>(SETTING, 'ask');
    if (wish === 'always' && !tab.isDirty && !this.staying.has(uri.toString())) return this.open(uri);
    if (wish === 'ask' && this.state.get(ASKED) !== true) {
      await this.state.update(ASKED, true);
      // The answer may be long in coming, and other files are to be looked at meanwhile.
      void this.ask(uri, schema);
    }
  }

  private async schemaOf(path: string): Promise<string | null> {
    const now = await stat(path).then(({ size, mtimeMs }) => `${size} ${mtimeMs}`, () => null);
    if (now === null) return null;
    const known = this.found.get(path);
    if (known?.stamp === now) return known.schema;
    const schema = await looksLike(path);
    this.found.delete(path);
    this.found.set(path, { stamp: now, schema });
    if (this.found.size > MOST) this.found.delete([...this.found.keys()][0]!);
    await vscode.commands.executeCommand('setContext', CONTEXT, [...this.found].flatMap(([each, { schema: its }]) => (its === null ? [] : [each])));
    return schema;
  }

  private async ask(uri: vscode.Uri, schema: string): Promise<void> {
    const open = vscode.l10n.t('Open in Tiebreak');
    const always = vscode.l10n.t('Always');
    const never = vscode.l10n.t('Never');
    const answer = await vscode.window.showInformationMessage(vscode.l10n.t('{0} looks like preference data ({1}).', basename(uri.path), schema), open, always, never);
    if (answer === always) await this.set('always');
    if (answer === never) await this.set('never');
    if (answer === open || answer === always) await this.open(uri);
  }

  private async set(wish: 'always' | 'never'): Promise<void> {
    await vscode.workspace.getConfiguration('tiebreak').update(SETTING, wish, vscode.ConfigurationTarget.Global);
  }

  private async open(uri: vscode.Uri): Promise<void> {
    await vscode.commands.executeCommand('tiebreak.open', uri);
  }
}
