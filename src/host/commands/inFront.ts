import * as vscode from 'vscode';
import type { TiebreakDocument } from '../editor/document.js';
import type { TiebreakEditorProvider } from '../editor/provider.js';

/** The document in front. Throws where none is. */
export function inFront(provider: TiebreakEditorProvider): TiebreakDocument {
  const document = provider.active?.document;
  if (!document) throw new Error(vscode.l10n.t('open a preference file first'));
  return document;
}
