import * as vscode from 'vscode';
import { BUNDLE_ELEMENT, BUNDLE_PATH } from '../protocol/language.js';

/** What a child process must find in its environment to speak the display language. */
export function languageEnvironment(): Readonly<Record<string, string>> {
  const path = vscode.l10n.uri?.fsPath;
  return path === undefined ? {} : { [BUNDLE_PATH]: path };
}

/** The element that carries the display language's texts in a page, before its script; data, which no policy lets run. */
export function languageElement(): string {
  const bundle = JSON.stringify(vscode.l10n.bundle ?? {}).replaceAll('<', '\\u003c');
  return `<script type="application/json" id="${BUNDLE_ELEMENT}">${bundle}</script>`;
}

/** The language that a page's texts are in, for its `lang`. */
export function pageLanguage(): string {
  return vscode.l10n.bundle ? vscode.env.language : 'en';
}
