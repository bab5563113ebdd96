import * as vscode from 'vscode';
import type { ReportEvents, ReportMessage, ReportMethods, ReportPart } from '../../protocol/report.js';
import { answer, type Handlers } from '../answer.js';
import type { TiebreakDocument } from '../editor/document.js';
import { html } from '../editor/html.js';
import type { TiebreakEditorProvider } from '../editor/provider.js';
import { exportReport, unpacked } from './export.js';

/** One report's page: answers what it asks, tells it what happened to the document. */
export class ReportPanel {
  private readonly subscriptions: vscode.Disposable[] = [];
  private readonly computing = new Map<ReportPart, AbortController>();

  constructor(
    readonly document: TiebreakDocument,
    readonly panel: vscode.WebviewPanel,
    extension: vscode.Uri,
    private readonly provider: TiebreakEditorProvider,
  ) {
    panel.webview.options = { enableScripts: true, localResourceRoots: [vscode.Uri.joinPath(extension, 'dist', 'webview')] };
    this.subscriptions.push(
      panel.webview.onDidReceiveMessage((message: ReportMessage) => answer(this.handlers, message, (reply) => this.panel.webview.postMessage(reply satisfies ReportMessage))),
      document.onDidChange((news) => {
        if (news.event === 'dataset') this.send('dataset', news.params);
        else if (news.event === 'scoring') this.send('scoring', news.params);
        else if (news.event === 'changed') this.send('changed', null);
        else if (news.event === 'reopened' && news.params.view) this.send('dataset', news.params.view);
      }),
    );
    panel.webview.html = html(panel.webview, extension, 'report.js');
  }

  dispose(): void {
    for (const controller of this.computing.values()) controller.abort();
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private readonly handlers: Handlers<ReportMethods> = {
    ready: () => ({ view: this.document.view, scoring: this.document.scoring, of: this.document.uri.toString() }),
    report: () => this.compute('report', (signal) => this.document.ask((engine, dataset) => engine.request('report', { dataset }, signal))),
    scatter: () => this.compute('scatter', async (signal) => unpacked(await this.document.ask((engine, dataset) => engine.request('scatter', { dataset }, signal)))),
    audit: () => this.compute('audit', (signal) => this.document.ask((engine, dataset) => engine.request('audit', { dataset }, signal))),
    stats: () => this.compute('stats', (signal) => this.document.ask((engine, dataset) => engine.request('stats', { dataset }, signal))),
    evaluate: () => this.compute('evaluate', (signal) => this.document.ask((engine, dataset) => engine.request('evaluate', { dataset }, signal))),
    cancel: ({ part }) => {
      this.computing.get(part)?.abort();
      return null;
    },
    filter: ({ where }) => {
      this.editor().send('filter', { where });
      return null;
    },
    reveal: ({ index }) => {
      this.editor().send('reveal', { index });
      return null;
    },
    act: async ({ action }) => {
      if (action === 'score') await this.document.score();
      else await exportReport(this.document, action === 'exportHtml' ? 'html' : 'json');
      return null;
    },
  };

  /** The editor that shows the document, brought into sight where a tab hides it. */
  private editor() {
    const [editor] = this.provider.showing(this.document.uri);
    if (!editor) throw new Error(vscode.l10n.t('The dataset is not open in an editor any more.'));
    if (!editor.panel.visible) editor.panel.reveal(undefined, true);
    return editor;
  }

  private async compute<T>(part: ReportPart, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    this.computing.get(part)?.abort();
    const controller = new AbortController();
    this.computing.set(part, controller);
    try {
      return await work(controller.signal);
    } finally {
      if (this.computing.get(part) === controller) this.computing.delete(part);
    }
  }

  private send<K extends keyof ReportEvents>(event: K, params: ReportEvents[K]): void {
    void this.panel.webview.postMessage({ event, params } satisfies ReportMessage);
  }
}
