/** What a report keeps of itself beyond the window, and what it shows until its dataset is there again. */
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { escaped } from '../../core/report/html/escape.js';
import { pageLanguage } from '../language.js';

/** The address of the document that a report's kept state names; null where it names none. */
export function documentOf(state: unknown): string | null {
  const of = state !== null && typeof state === 'object' && 'reportOf' in state ? state.reportOf : null;
  return typeof of === 'string' && /^[a-z][a-z0-9+.-]*:/i.test(of) ? of : null;
}

/** A page without script that says what the report waits for. */
export function waitingHtml(dataset: vscode.Uri): string {
  const text = vscode.l10n.t('The report is computed as soon as the tab of {0} is shown.', basename(dataset.path));
  return `<!DOCTYPE html>
<html lang="${pageLanguage()}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'">
<title>Tiebreak</title>
</head>
<body><main><p>${escaped(text)}</p></main></body>
</html>`;
}
