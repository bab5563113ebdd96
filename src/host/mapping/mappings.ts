import * as vscode from 'vscode';
import type { TiebreakDocument } from '../editor/document.js';
import type { EngineClient } from '../engineClient.js';
import { MappingSession } from './session.js';

/** Mappings that are being written, one a data file: their errors, and their previews in the file's page. */
export class Mappings implements vscode.Disposable {
  private readonly sessions = new Map<string, MappingSession>();
  private readonly diagnostics = vscode.languages.createDiagnosticCollection('tiebreak');
  private readonly subscriptions = [
    vscode.workspace.onDidChangeTextDocument(({ document }) => this.of(document.uri)?.changed()),
    // A document that is saved for the first time is closed and opened under its own name.
    vscode.workspace.onDidCloseTextDocument(({ uri }) => void setTimeout(() => this.endWhereClosed(uri), 500)),
  ];

  constructor(private readonly engine: EngineClient) {}

  /** Opens the mapping of a data file beside its page, and previews it there. */
  async begin(data: TiebreakDocument): Promise<void> {
    // First: what ends a preview blanks the page and the errors.
    const before = this.for(data.uri);
    if (before) this.end(before);
    const session = await MappingSession.begin(data, this.engine, this.diagnostics);
    this.sessions.set(session.path, session);
  }

  /** The session whose mapping has this name; undefined where it is not being previewed. */
  of(mapping: vscode.Uri): MappingSession | undefined {
    return this.sessions.get(mapping.fsPath);
  }

  /** The session of a data file. */
  for(data: vscode.Uri): MappingSession | undefined {
    return [...this.sessions.values()].find((session) => session.data.uri.toString() === data.toString());
  }

  /** Ends a preview; the mapping's text stays open. */
  end(session: MappingSession): void {
    session.dispose();
    this.sessions.delete(session.path);
  }

  dispose(): void {
    for (const session of this.sessions.values()) session.dispose();
    for (const subscription of this.subscriptions) subscription.dispose();
    this.diagnostics.dispose();
  }

  private endWhereClosed(uri: vscode.Uri): void {
    const session = this.of(uri);
    if (session && !vscode.workspace.textDocuments.some((document) => !document.isClosed && document.uri.fsPath === uri.fsPath)) this.end(session);
  }
}
