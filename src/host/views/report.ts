import * as vscode from 'vscode';
import type { TiebreakDocument } from '../editor/document.js';
import type { TiebreakEditorProvider } from '../editor/provider.js';
import { ReportPanel } from '../report/panel.js';
import { documentOf, waitingHtml } from '../report/restore.js';

/** The panels' type, which package.json has an activation event for. */
const REPORT = 'tiebreak.report';

/** The reports that are open, one a document, each in a panel beside the document's editor; they come back with the window. */
export class Reports implements vscode.Disposable, vscode.WebviewPanelSerializer {
  private readonly panels = new Map<TiebreakDocument, ReportPanel>();
  /** Panels that came back before their dataset did, by its address. */
  private readonly waiting = new Map<string, vscode.WebviewPanel>();
  private readonly subscriptions: readonly vscode.Disposable[];

  constructor(
    private readonly extension: vscode.Uri,
    private readonly provider: TiebreakEditorProvider,
  ) {
    this.subscriptions = [
      // A report without its dataset can answer nothing.
      vscode.window.tabGroups.onDidChangeTabs(() => {
        for (const [document, report] of this.panels) if (provider.showing(document.uri).length === 0) report.panel.dispose();
        for (const [of, panel] of this.waiting) if (!hasTab(of)) panel.dispose();
      }),
      provider.onDidShow((document) => {
        const panel = this.waiting.get(document.uri.toString());
        if (panel) this.fill(panel, document);
      }),
      vscode.window.registerWebviewPanelSerializer(REPORT, this),
    ];
  }

  /** The document of the report that is in front, if any. */
  get active(): TiebreakDocument | undefined {
    return [...this.panels.values()].find(({ panel }) => panel.active)?.document;
  }

  /** Shows a document's report beside its editor. */
  show(document: TiebreakDocument): void {
    const open = this.panels.get(document);
    if (open) return open.panel.reveal();
    const waiting = this.waiting.get(document.uri.toString());
    if (waiting) return waiting.reveal();
    this.fill(vscode.window.createWebviewPanel(REPORT, vscode.l10n.t('Report: {0}', document.view.name), vscode.ViewColumn.Beside, { retainContextWhenHidden: true, enableFindWidget: true }), document);
  }

  /** A panel that was there before the window was closed or reloaded; its dataset's tab may not have been shown since. */
  deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const of = documentOf(state);
    if (of === null || !hasTab(of)) panel.dispose();
    else {
      const [editor] = this.provider.showing(vscode.Uri.parse(of));
      if (editor) this.fill(panel, editor.document);
      else this.wait(panel, of);
    }
    return Promise.resolve();
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    for (const panel of [...[...this.panels.values()].map((report) => report.panel), ...this.waiting.values()]) panel.dispose();
  }

  private wait(panel: vscode.WebviewPanel, of: string): void {
    this.waiting.set(of, panel);
    panel.webview.html = waitingHtml(vscode.Uri.parse(of));
    panel.onDidDispose(() => {
      if (this.waiting.get(of) === panel) this.waiting.delete(of);
    });
  }

  private fill(panel: vscode.WebviewPanel, document: TiebreakDocument): void {
    this.waiting.delete(document.uri.toString());
    const report = new ReportPanel(document, panel, this.extension, this.provider);
    this.panels.set(document, report);
    panel.onDidDispose(() => {
      this.panels.delete(document);
      report.dispose();
    });
  }
}

/** True where a tab shows the document of this address, or will when it is brought to the front. */
function hasTab(of: string): boolean {
  return vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(({ input }) => input instanceof vscode.TabInputCustom && input.uri.toString() === of));
}
