import * as vscode from 'vscode';
import type { PageEvents, PageMessage, PageMethods } from '../../protocol/page.js';
import type { TiebreakDocument } from './document.js';
import { html } from './html.js';
import type { Wish } from './wish.js';

type Handlers = { [K in keyof PageMethods]: (params: PageMethods[K][0]) => Promise<PageMethods[K][1]> | PageMethods[K][1] };

/** One page on one document: answers what it asks, tells it what happened. */
export class Panel {
  private readonly subscriptions: vscode.Disposable[] = [];

  constructor(
    readonly document: TiebreakDocument,
    readonly panel: vscode.WebviewPanel,
    extension: vscode.Uri,
    private readonly reopen: (wish: Wish) => Promise<void>,
    private readonly showInMapping: (from: number, to: number) => Promise<void>,
  ) {
    panel.webview.options = { enableScripts: true, localResourceRoots: [vscode.Uri.joinPath(extension, 'dist', 'webview')] };
    this.subscriptions.push(
      panel.webview.onDidReceiveMessage((message: PageMessage) => this.receive(message)),
      document.onDidChange(({ event, params }) => this.send(event, params as never)),
    );
    panel.webview.html = html(panel.webview, extension);
  }

  /** Tells the page something. */
  send<K extends keyof PageEvents>(event: K, params: PageEvents[K]): void {
    void this.panel.webview.postMessage({ event, params } satisfies PageMessage);
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private readonly handlers: Handlers = {
    ready: () => this.document.opening,
    record: ({ index }) => this.document.ask((engine, dataset) => engine.request('record', { dataset, index })),
    list: ({ query }) => this.document.ask((engine, dataset) => engine.request('list', { dataset, query })),
    items: (params) => this.document.ask((engine, dataset) => engine.request('items', { dataset, ...params })),
    place: ({ index }) => this.document.ask((engine, dataset) => engine.request('place', { dataset, index })),
    step: (params) => this.document.ask((engine, dataset) => engine.request('step', { dataset, ...params })),
    badRow: ({ row }) => this.document.ask((engine, dataset) => engine.request('badRow', { dataset, row })),
    related: () => this.document.ask((engine, dataset) => engine.request('related', { dataset })),
    attach: async ({ paths }) => {
      // The page shows hostile text: it may name only what the engine has offered.
      const offered = await this.document.ask((engine, dataset) => engine.request('related', { dataset }));
      const attach = paths.filter((path) => offered.some((each) => each.path === path));
      await this.reopen({ ...this.document.wish, attach: [...this.document.wish.attach, ...attach] });
      return null;
    },
    chooseSchema: async ({ schema }) => {
      const { choice } = this.document.opening;
      if (choice?.candidates.some((each) => each.schema === schema)) await this.reopen({ ...this.document.wish, schema });
      return null;
    },
    showInMapping: async ({ from, to }) => {
      await this.showInMapping(from, to);
      return null;
    },
    edit: async ({ index, operation }) => {
      await this.document.edit(index, operation);
      return null;
    },
    showing: ({ index }) => {
      this.document.showing = index;
      return null;
    },
    command: async ({ command }) => {
      // The page shows hostile text; it may ask for our own commands and VS Code's undo, redo and save, nothing else.
      if (!/^(tiebreak\.[a-zA-Z]+|undo|redo|workbench\.action\.files\.(save|saveAs))$/.test(command)) throw new Error(`the page may not run ${command}`);
      await vscode.commands.executeCommand(command);
      return null;
    },
  };

  private async receive(message: PageMessage): Promise<void> {
    if (!('method' in message) || !Object.hasOwn(this.handlers, message.method)) return;
    const { id, method, params } = message;
    const answer = async (reply: PageMessage) => void (await this.panel.webview.postMessage(reply));
    try {
      const result = await (this.handlers[method] as (params: unknown) => unknown)(params);
      await answer({ id, result });
    } catch (error) {
      await answer({ id, error: (error as Error).message });
    }
  }
}
