import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { mappingPath } from '../../platform/node/files/mappings.js';
import type { PreviewView } from '../../protocol/preview.js';
import type { TiebreakDocument } from '../editor/document.js';
import type { EngineClient } from '../engineClient.js';

/** A mapping is read so long after the last key, in milliseconds. */
const PAUSE_MS = 200;

/** One mapping that is being written: what it makes of its data file is shown in the file's page, its errors in its text. */
export class MappingSession implements vscode.Disposable {
  private timer: ReturnType<typeof setTimeout> | null = null;
  /** Counts previews asked for; an answer to an older one is dropped. */
  private asked = 0;
  private disposed = false;

  private constructor(
    readonly data: TiebreakDocument,
    /** Where the mapping lies, or will. */
    readonly path: string,
    private readonly engine: EngineClient,
    private readonly diagnostics: vscode.DiagnosticCollection,
  ) {}

  /** Opens the mapping's text beside; where there is none yet, a first guess that is not on the disk until it is saved. */
  static async begin(data: TiebreakDocument, engine: EngineClient, diagnostics: vscode.DiagnosticCollection): Promise<MappingSession> {
    const path = mappingPath(data.path);
    const session = new MappingSession(data, path, engine, diagnostics);
    const open = session.text;
    const text = open ?? (await vscode.workspace.openTextDocument(existsSync(path) ? vscode.Uri.file(path) : vscode.Uri.file(path).with({ scheme: 'untitled' })));
    if (!open && text.isUntitled && text.getText() === '') {
      const guess = await engine.request('guessMapping', { path: data.path });
      const edit = new vscode.WorkspaceEdit();
      edit.insert(text.uri, new vscode.Position(0, 0), guess);
      await vscode.workspace.applyEdit(edit);
    }
    await vscode.languages.setTextDocumentLanguage(text, 'json').then(undefined, () => undefined);
    await vscode.window.showTextDocument(text, { viewColumn: vscode.ViewColumn.Beside });
    await session.refresh();
    return session;
  }

  /** The mapping's text, where it is open. */
  get text(): vscode.TextDocument | undefined {
    return vscode.workspace.textDocuments.find(({ uri, isClosed }) => !isClosed && uri.fsPath === this.path);
  }

  /** The text has changed: it is read again soon. */
  changed(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.refresh(), PAUSE_MS);
  }

  /** Shows a place of the text. */
  async show(from: number, to: number): Promise<void> {
    const { text } = this;
    if (!text) return;
    const editor = await vscode.window.showTextDocument(text, { viewColumn: columnOf(text) });
    editor.selection = new vscode.Selection(text.positionAt(from), text.positionAt(to));
    editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }

  dispose(): void {
    this.disposed = true;
    if (this.timer) clearTimeout(this.timer);
    for (const scheme of ['file', 'untitled']) this.diagnostics.delete(vscode.Uri.file(this.path).with({ scheme }));
    this.data.preview(null);
  }

  private async refresh(): Promise<void> {
    const { text } = this;
    const asked = ++this.asked;
    if (!text) return;
    const names = { name: basename(this.data.path), mapping: basename(this.path) };
    const view: PreviewView = await this.engine.request('preview', { path: this.data.path, mapping: text.getText() }).then(
      (made) => ({ ...made, ...names }),
      (error: Error) => ({ ...names, columns: [], problems: [], tried: 0, read: 0, refused: error.message, record: null }),
    );
    if (asked !== this.asked || this.disposed) return;
    this.data.preview(view);
    this.diagnostics.set(text.uri, view.problems.map(({ message, from, to }) => {
      const diagnostic = new vscode.Diagnostic(new vscode.Range(text.positionAt(from), text.positionAt(to)), message, vscode.DiagnosticSeverity.Error);
      diagnostic.source = 'Tiebreak';
      return diagnostic;
    }));
  }
}

function columnOf(text: vscode.TextDocument): vscode.ViewColumn {
  return vscode.window.visibleTextEditors.find(({ document }) => document === text)?.viewColumn ?? vscode.ViewColumn.Beside;
}
