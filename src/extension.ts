import * as vscode from 'vscode';
import { EngineClient } from './host/engineClient.js';
import { registerCommands } from './host/commands/registry.js';
import { DATASET_EDITOR, EDITOR, PACKED_EDITOR, TiebreakEditorProvider } from './host/editor/provider.js';
import { Wishes } from './host/editor/wish.js';
import { Filters } from './host/filters.js';
import { Mappings } from './host/mapping/mappings.js';
import { LabelTexts } from './host/compare/texts.js';
import { Offers } from './host/offer/offers.js';
import { languageEnvironment } from './host/language.js';
import { Reports } from './host/views/report.js';
import { ScoringStatus } from './host/views/status.js';

/** What tests and other extensions are handed. */
export interface TiebreakApi {
  readonly provider: TiebreakEditorProvider;
  readonly engine: EngineClient;
  readonly offers: Offers;
}

/** Starts nothing heavy: the engine comes up when the first file is opened. */
export function activate({ extensionUri, globalStorageUri, workspaceState, secrets, subscriptions }: vscode.ExtensionContext): TiebreakApi {
  const log = vscode.window.createOutputChannel('Tiebreak', { log: true });
  const engine = new EngineClient(vscode.Uri.joinPath(extensionUri, 'dist', 'engine.js').fsPath, (line) => log.warn(line), languageEnvironment());
  const mappings = new Mappings(engine);
  const provider = new TiebreakEditorProvider(extensionUri, { engine, wishes: new Wishes(workspaceState), storage: globalStorageUri }, mappings);
  const status = new ScoringStatus(provider);
  const reports = new Reports(extensionUri, provider);
  const offers = new Offers(workspaceState);
  const hub = { script: vscode.Uri.joinPath(extensionUri, 'dist', 'downloader.js').fsPath, environment: languageEnvironment(), storage: globalStorageUri, secrets };
  const labels = new LabelTexts();
  const editors = [EDITOR, PACKED_EDITOR, DATASET_EDITOR].map((id) =>
    vscode.window.registerCustomEditorProvider(id, provider, { supportsMultipleEditorsPerDocument: true }),
  );
  subscriptions.push(
    log,
    engine,
    status,
    reports,
    mappings,
    offers,
    labels,
    ...editors,
    engine.on('scoring', () => setTimeout(() => status.refresh())),
    vscode.window.tabGroups.onDidChangeTabs(() => status.refresh()),
    ...registerCommands({ provider, engine, mappings, reports, filters: new Filters(workspaceState), offers, labels, hub }),
  );
  return { provider, engine, offers };
}
