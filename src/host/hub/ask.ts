import * as vscode from 'vscode';
import { repoOf } from '../../platform/node/hub/address.js';
import type { HubGraph, HubOffer } from '../../protocol/downloader.js';

/** Asks which repository; undefined where nobody answers. */
export async function askRepo(endpoint: string): Promise<string | undefined> {
  const { host } = new URL(endpoint);
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Download a reward model from {0}', host),
    prompt: vscode.l10n.t('The id of a model with an ONNX graph. This id is all that is sent to {0}; no data of yours leaves this machine.', host),
    placeHolder: 'owner/name',
    ignoreFocusOut: true,
    validateInput: (id) => {
      try {
        repoOf(id, endpoint);
        return null;
      } catch (error) {
        return (error as Error).message;
      }
    },
  });
  return text === undefined ? undefined : repoOf(text, endpoint);
}

/** Asks which of several precisions; the only one is not asked for. */
export async function askGraph({ graphs, repo }: HubOffer): Promise<HubGraph | undefined> {
  if (graphs.length === 1) return graphs[0];
  const items = graphs.map((graph) => ({ label: graph.path, description: sizeText(graph.size), graph }));
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Which precision of {0}? The first is the finest.', repo), ignoreFocusOut: true }))?.graph;
}

/** Says how much would come, from where to where; answers the folder that the user agrees to. */
export async function askFolder(offer: HubOffer, graph: HubGraph, host: string, folder: vscode.Uri): Promise<vscode.Uri | undefined> {
  const download = vscode.l10n.t('Download');
  const elsewhere = vscode.l10n.t('Choose Folder…');
  const answer = await vscode.window.showInformationMessage(
    vscode.l10n.t('Download {0} ({1}) from {2}?', offer.repo, sizeText(sizeOf(offer, graph)), host),
    { modal: true, detail: vscode.l10n.t('It is kept in {0}, and votes from then on. Only its id is sent to {1}.', folder.fsPath, host) },
    download,
    elsewhere,
  );
  if (answer === download) return folder;
  if (answer !== elsewhere) return undefined;
  const picked = await vscode.window.showOpenDialog({ canSelectFiles: false, canSelectFolders: true, openLabel: vscode.l10n.t('Download Here'), title: vscode.l10n.t('A folder of its own is made in this one') });
  const name = folder.path.slice(folder.path.lastIndexOf('/') + 1);
  return picked?.[0] && vscode.Uri.joinPath(picked[0], name);
}

/** Bytes of all that would come. */
export function sizeOf({ files }: HubOffer, { size }: HubGraph): number {
  return files.reduce((sum, file) => sum + file.size, size);
}

/** Bytes for people. */
export function sizeText(bytes: number): string {
  if (bytes < 1e6) return vscode.l10n.t('{0} kB', Math.ceil(bytes / 1e3));
  return bytes < 1e9 ? vscode.l10n.t('{0} MB', (bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)) : vscode.l10n.t('{0} GB', (bytes / 1e9).toFixed(1));
}
