import * as vscode from 'vscode';
import { EngineClient } from './host/engineClient.js';
import { registerCommands } from './host/commands/registry.js';
import { EDITOR, PACKED_EDITOR, TiebreakEditorProvider } from './host/editor/provider.js';
import { ScoringStatus } from './host/views/status.js';

/** What tests and other extensions are handed. */
export interface TiebreakApi {
  readonly provider: TiebreakEditorProvider;
  readonly engine: EngineClient;
}

/** Starts nothing heavy: the engine comes up when the first file is opened. */
export function activate({ extensionUri, subscriptions }: vscode.ExtensionContext): TiebreakApi {
  const log = vscode.window.createOutputChannel('Tiebreak', { log: true });
  const engine = new EngineClient(vscode.Uri.joinPath(extensionUri, 'dist', 'engine.js').fsPath, (line) => log.warn(line));
  const provider = new TiebreakEditorProvider(extensionUri, engine);
  const status = new ScoringStatus(provider);
  const editors = [EDITOR, PACKED_EDITOR].map((id) =>
    vscode.window.registerCustomEditorProvider(id, provider, { supportsMultipleEditorsPerDocument: true }),
  );
  subscriptions.push(
    log,
    engine,
    status,
    ...editors,
    engine.on('scoring', () => setTimeout(() => status.refresh())),
    vscode.window.tabGroups.onDidChangeTabs(() => status.refresh()),
    ...registerCommands({ provider, engine }),
  );
  return { provider, engine };
}
