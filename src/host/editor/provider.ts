import * as vscode from 'vscode';
import { chooseSchema } from '../commands/chooseSchema.js';
import type { Mappings } from '../mapping/mappings.js';
import { openDocument, type Opener } from './opening.js';
import type { TiebreakDocument } from './document.js';
import { writeKept } from './kept.js';
import { Panel } from './panel.js';
import { saveCopy } from './saveCopy.js';
import { explainSaveError } from './saveErrors.js';
import { boundKeys } from '../keys.js';
import type { Wish } from './wish.js';

/** The editor's id in package.json. */
export const EDITOR = 'tiebreak.editor';
/** The same editor for files that VS Code has none for: there it opens by default. */
export const PACKED_EDITOR = 'tiebreak.packed';
/** The same editor for folders that are open as one dataset. */
export const DATASET_EDITOR = 'tiebreak.dataset';

/** Opens preference files as custom editors. */
export class TiebreakEditorProvider implements vscode.CustomEditorProvider<TiebreakDocument> {
  private readonly edits = new vscode.EventEmitter<
    vscode.CustomDocumentEditEvent<TiebreakDocument> | vscode.CustomDocumentContentChangeEvent<TiebreakDocument>
  >();
  // VS Code takes both kinds at run time; its types ask for one.
  readonly onDidChangeCustomDocument = this.edits.event as vscode.Event<vscode.CustomDocumentEditEvent<TiebreakDocument>>;
  private readonly panels = new Set<Panel>();
  private readonly shown = new vscode.EventEmitter<TiebreakDocument>();
  /** Told when a document has got another panel. */
  readonly onDidShow = this.shown.event;

  constructor(
    private readonly extension: vscode.Uri,
    readonly opener: Opener,
    private readonly mappings: Mappings,
  ) {}

  /** The panel that is in front, if any. */
  get active(): Panel | undefined {
    return [...this.panels].find(({ panel }) => panel.active);
  }

  /** The panels that show a document. */
  showing(uri: vscode.Uri): Panel[] {
    return [...this.panels].filter(({ document }) => document.uri.toString() === uri.toString());
  }

  async openCustomDocument(uri: vscode.Uri, { backupId }: vscode.CustomDocumentOpenContext): Promise<TiebreakDocument> {
    const document = await openDocument(this.opener, uri, backupId);
    document.onDidEdit(({ edit, undo, redo }) => this.edits.fire({ document, label: edit.operation.kind, undo, redo }));
    return document;
  }

  resolveCustomEditor(document: TiebreakDocument, panel: vscode.WebviewPanel): void {
    const page = new Panel(document, panel, this.extension, (wish) => this.reopen(document, wish, true), async (from, to) => this.mappings.for(document.uri)?.show(from, to), () => boundKeys(this.opener.storage));
    this.panels.add(page);
    this.shown.fire(document);
    // After a hot exit VS Code would take an edit and its undo for a clean file; what was restored is unsaved for good.
    if (document.restored) this.edits.fire({ document });
    if (document.opening.choice && panel.active) void chooseSchema({ provider: this, engine: this.opener.engine }).catch((error: Error) => vscode.window.showErrorMessage(vscode.l10n.t('Tiebreak: {0}', error.message)));
    panel.onDidDispose(() => {
      this.panels.delete(page);
      const session = this.showing(document.uri).length === 0 ? this.mappings.for(document.uri) : undefined;
      if (session) this.mappings.end(session);
      page.dispose();
    });
  }

  /** Opens a document another way and remembers it. Unsaved edits go along where `keep` says that rows keep their meaning. */
  async reopen(document: TiebreakDocument, wish: Wish, keep: boolean): Promise<void> {
    await document.reopenAs(wish, keep);
    await this.opener.wishes.set(document.uri, wish);
  }

  async saveCustomDocument(document: TiebreakDocument): Promise<void> {
    await explainSaveError(document, () => document.save(document.uri));
    // VS Code counts as saved what was edited meanwhile; this comes after its answer.
    if (document.backup().edits.length > 0) setTimeout(() => this.edits.fire({ document }));
  }

  async saveCustomDocumentAs(document: TiebreakDocument, target: vscode.Uri): Promise<void> {
    if (document.view.files === 1) return document.save(target);
    // VS Code has asked for the name of one file, and would open it.
    await saveCopy(document);
    throw new vscode.CancellationError();
  }

  revertCustomDocument(document: TiebreakDocument): Promise<void> {
    return document.revert();
  }

  async backupCustomDocument(document: TiebreakDocument, { destination }: vscode.CustomDocumentBackupContext): Promise<vscode.CustomDocumentBackup> {
    await writeKept(destination, document.uri, document.backup());
    return { id: destination.toString(), delete: () => void vscode.workspace.fs.delete(destination).then(undefined, () => undefined) };
  }
}
