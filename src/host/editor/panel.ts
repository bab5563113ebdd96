import * as vscode from 'vscode';
import type { BoundKeys } from '../../protocol/keyTable.js';
import type { PageEvents, PageMessage, PageMethods } from '../../protocol/page.js';
import type { ListQuery } from '../../protocol/views/list.js';
import { answer, type Handlers } from '../answer.js';
import type { TiebreakDocument } from './document.js';
import { checksSetting, onChecksChanged } from './checks.js';
import { html } from './html.js';
import { openAddress } from './openAddress.js';
import type { Wish } from './wish.js';

let panels = 0;

/** One page on one document: answers what it asks, tells it what happened. */
export class Panel {
  private readonly subscriptions: vscode.Disposable[] = [];
  /** Tells pages on one file apart. */
  private readonly id = ++panels;
  /** What the page lists. */
  query: ListQuery | null = null;
  /** True once the page has asked what is open; a hidden page is gone. */
  private ready = false;
  /** What to show as soon as it has. */
  private next: number | null = null;
  /** Ends the list that is on its way. */
  private listing: AbortController | null = null;

  constructor(
    readonly document: TiebreakDocument,
    readonly panel: vscode.WebviewPanel,
    extension: vscode.Uri,
    private readonly reopen: (wish: Wish) => Promise<void>,
    private readonly showInMapping: (from: number, to: number) => Promise<void>,
    private readonly keys: () => Promise<BoundKeys>,
  ) {
    panel.webview.options = { enableScripts: true, localResourceRoots: [vscode.Uri.joinPath(extension, 'dist', 'webview')] };
    this.subscriptions.push(
      panel.webview.onDidReceiveMessage((message: PageMessage) => answer(this.handlers, message, (reply) => this.panel.webview.postMessage(reply satisfies PageMessage))),
      document.onDidChange(({ event, params }) => this.send(event, params as never)),
      onChecksChanged((checks) => this.send('checks', checks)),
      panel.onDidChangeViewState(() => void (this.ready &&= panel.visible)),
    );
    panel.webview.html = html(panel.webview, extension);
  }

  /** Tells the page something. */
  send<K extends keyof PageEvents>(event: K, params: PageEvents[K]): void {
    void this.panel.webview.postMessage({ event, params } satisfies PageMessage);
  }

  /** Shows an item of the list (a record's index, or -row of a bad row), now or as soon as the page can. */
  show(item: number): void {
    if (this.ready) this.send('reveal', { index: item });
    else this.next = item;
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private readonly handlers: Handlers<PageMethods> = {
    ready: async () => {
      const keys = await this.keys();
      // Taken last: what happens while the keys are read is told before the answer, and must not be undone by it.
      const opening = { ...this.document.opening, keys, checks: checksSetting() };
      this.ready = true;
      this.document.shown.hidden.clear();
      const { next } = this;
      this.next = null;
      // The answer goes first.
      if (next !== null) setTimeout(() => this.send('reveal', { index: next }));
      return opening;
    },
    record: ({ index }) => this.document.ask((engine, dataset) => engine.request('record', { dataset, index })),
    list: ({ query }) => {
      this.query = query;
      this.listing?.abort();
      const { signal } = (this.listing = new AbortController());
      return this.document.ask((engine, dataset) => engine.request('list', { dataset, query, view: this.id }, signal));
    },
    cancelList: () => {
      this.listing?.abort();
      return null;
    },
    items: (params) => this.document.ask((engine, dataset) => engine.request('items', { dataset, ...params, view: this.id })),
    place: ({ index }) => this.document.ask((engine, dataset) => engine.request('place', { dataset, index, view: this.id })),
    step: (params) => this.document.ask((engine, dataset) => engine.request('step', { dataset, ...params, view: this.id })),
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
    review: async ({ index, review }) => {
      await this.document.reviews.say(index, review);
      return null;
    },
    again: ({ index, same }) => this.document.ask((engine, dataset) => engine.request('again', { dataset, index, same })),
    history: ({ index }) => this.document.ask((engine, dataset) => engine.request('history', { dataset, index })),
    columns: () => this.document.ask((engine, dataset) => engine.request('columns', { dataset })),
    values: ({ column }) => this.document.ask((engine, dataset) => engine.request('values', { dataset, column })),
    keysFree: async ({ free }) => {
      if (this.panel.active || !free) await vscode.commands.executeCommand('setContext', 'tiebreak.keys', free);
      return null;
    },
    hidden: ({ index, hidden }) => {
      if (hidden) this.document.shown.hidden.add(index);
      else this.document.shown.hidden.delete(index);
      return null;
    },
    showing: ({ index }) => {
      this.document.shown.item = index;
      return null;
    },
    openExternal: async ({ address }) => {
      await openAddress(address);
      return null;
    },
    command: async ({ command }) => {
      // The page shows hostile text; it may ask for our own commands and VS Code's undo, redo and save, nothing else.
      if (!/^(tiebreak\.[a-zA-Z]+|undo|redo|workbench\.action\.files\.(save|saveAs))$/.test(command)) throw new Error(vscode.l10n.t('the page may not run {0}', command));
      await vscode.commands.executeCommand(command);
      return null;
    },
  };
}
