import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { languageElement, pageLanguage } from '../language.js';

/** A page's skeleton: no data, nothing from outside, scripts by nonce only; `script` is built beside the editor's. */
export function html(webview: vscode.Webview, extension: vscode.Uri, script = 'main.js'): string {
  const nonce = randomBytes(16).toString('base64');
  const file = (...path: string[]) => webview.asWebviewUri(vscode.Uri.joinPath(extension, 'dist', 'webview', ...path)).toString();
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${webview.cspSource} 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="${pageLanguage()}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta property="csp-nonce" content="${nonce}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Tiebreak</title>
</head>
<body>
${languageElement()}
<script type="module" nonce="${nonce}" src="${file(script)}"></script>
</body>
</html>`;
}
