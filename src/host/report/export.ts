import * as vscode from 'vscode';
import { reportHtml } from '../../core/report/html/page.js';
import type { ReportParts } from '../../core/report/sections/all.js';
import type { PackedScatter, ScatterPoints } from '../../protocol/report.js';
import type { TiebreakDocument } from '../editor/document.js';
import { pageLanguage } from '../language.js';

/** Computes a document's report and writes it to a file that the user names; nothing is written where they name none. */
export async function exportReport(document: TiebreakDocument, kind: 'html' | 'json'): Promise<void> {
  const target = await vscode.window.showSaveDialog({
    ...(document.uri.scheme === 'file' ? { defaultUri: document.uri.with({ path: `${document.uri.path}.report.${kind}` }) } : {}),
    filters: kind === 'html' ? { HTML: ['html'] } : { JSON: ['json'] },
    saveLabel: vscode.l10n.t('Export'),
  });
  if (!target) return;
  const parts = await vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Computing the report'), cancellable: true }, (_, token) => computed(document, token));
  if (!parts) return;
  const text = kind === 'html' ? reportHtml(document.view.name, parts, pageLanguage()) : `${JSON.stringify({ name: document.view.name, ...parts }, null, 2)}\n`;
  await vscode.workspace.fs.writeFile(target, Buffer.from(text));
  const show = vscode.l10n.t('Open');
  if ((await vscode.window.showInformationMessage(vscode.l10n.t('The report was written to {0}.', vscode.workspace.asRelativePath(target)), show)) !== show) return;
  if (kind === 'html') await vscode.env.openExternal(target);
  else await vscode.window.showTextDocument(target);
}

/** All parts, one after the other; null where the user cancels. */
async function computed(document: TiebreakDocument, token: vscode.CancellationToken): Promise<ReportParts | null> {
  const controller = new AbortController();
  const listening = token.onCancellationRequested(() => controller.abort());
  const { signal } = controller;
  try {
    const report = await document.ask((engine, dataset) => engine.request('report', { dataset }, signal));
    const stats = await document.ask((engine, dataset) => engine.request('stats', { dataset }, signal));
    const evaluate = await document.ask((engine, dataset) => engine.request('evaluate', { dataset }, signal));
    const audit = await document.ask((engine, dataset) => engine.request('audit', { dataset }, signal));
    return { report, stats, evaluate, audit };
  } catch (error) {
    if (signal.aborted) return null;
    throw error;
  } finally {
    listening.dispose();
  }
}

/** The scatter's arrays, each in a buffer of its own. */
export function unpacked({ index, mean, sd, flagged }: PackedScatter): ScatterPoints {
  return { index: bytes(index), mean: bytes(mean), sd: bytes(sd), flagged: bytes(flagged) };
}

function bytes(base64: string): ArrayBuffer {
  const buffer = Buffer.from(base64, 'base64');
  // Small buffers share a pool with strangers.
  return new Uint8Array(buffer).buffer;
}
