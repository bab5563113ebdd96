import * as vscode from 'vscode';
import type { EngineClient } from '../engineClient.js';
import { TiebreakDocument, type Kept } from './document.js';
import { Panel } from './panel.js';
import { localCopy } from './remote.js';
import { explainSaveError } from './saveErrors.js';

/** The editor's id in package.json. */
export const EDITOR = 'tiebreak.editor';
/** The same editor for packed files, which VS Code has none for: there it opens by default. */
export const PACKED_EDITOR = 'tiebreak.packed';

/** Opens preference files as custom editors. */
export class TiebreakEditorProvider implements vscode.CustomEditorProvider<TiebreakDocument> {
  private readonly edits = new vscode.EventEmitter<
    vscode.CustomDocumentEditEvent<TiebreakDocument> | vscode.CustomDocumentContentChangeEvent<TiebreakDocument>
  >();
  // VS Code takes both kinds at run time; its types ask for one.
  readonly onDidChangeCustomDocument = this.edits.event as vscode.Event<vscode.CustomDocumentEditEvent<TiebreakDocument>>;
  private readonly panels = new Set<Panel>();

  constructor(
    private readonly extension: vscode.Uri,
    private readonly engine: EngineClient,
  ) {}

  /** The panel that is in front, if any. */
  get active(): Panel | undefined {
    return [...this.panels].find(({ panel }) => panel.active);
  }

  async openCustomDocument(uri: vscode.Uri, { backupId }: vscode.CustomDocumentOpenContext): Promise<TiebreakDocument> {
    const kept = backupId === undefined ? NOTHING : await readBackup(vscode.Uri.parse(backupId));
    const path = uri.scheme === 'file' ? uri.fsPath : await localCopy(uri);
    const document = await TiebreakDocument.open(uri, path, this.engine, kept);
    document.onDidEdit(({ edit, undo, redo }) => this.edits.fire({ document, label: edit.operation.kind, undo, redo }));
    return document;
  }

  resolveCustomEditor(document: TiebreakDocument, panel: vscode.WebviewPanel): void {
    const page = new Panel(document, panel, this.extension);
    this.panels.add(page);
    // After a hot exit VS Code would take an edit and its undo for a clean file; what was restored is unsaved for good.
    if (document.restored) this.edits.fire({ document });
    panel.onDidDispose(() => {
      this.panels.delete(page);
      page.dispose();
    });
  }

  async saveCustomDocument(document: TiebreakDocument): Promise<void> {
    await explainSaveError(document, () => document.save(document.uri));
    // VS Code counts as saved what was edited meanwhile; this comes after its answer.
    if (document.backup().edits.length > 0) setTimeout(() => this.edits.fire({ document }));
  }

  async saveCustomDocumentAs(document: TiebreakDocument, target: vscode.Uri): Promise<void> {
    await document.save(target);
  }

  revertCustomDocument(document: TiebreakDocument): Promise<void> {
    return document.revert();
  }

  async backupCustomDocument(
    document: TiebreakDocument,
    { destination }: vscode.CustomDocumentBackupContext,
  ): Promise<vscode.CustomDocumentBackup> {
    await vscode.workspace.fs.writeFile(destination, Buffer.from(JSON.stringify({ version: 1, ...document.backup() })));
    return { id: destination.toString(), delete: () => void vscode.workspace.fs.delete(destination).then(undefined, () => undefined) };
  }
}

const NOTHING: Kept = { edits: [], removed: [] };

async function readBackup(uri: vscode.Uri): Promise<Kept> {
  const text = Buffer.from(await vscode.workspace.fs.readFile(uri)).toString();
  return { ...NOTHING, ...(JSON.parse(text) as Partial<Kept>) };
}
