import * as vscode from 'vscode';
import { withDownloader } from '../../platform/node/hub/client.js';
import { folderName } from '../../platform/node/hub/folderName.js';
import type { ModelSummary } from '../../protocol/engine.js';
import { askFolder, askGraph, askRepo, sizeText } from '../hub/ask.js';
import { hubEndpoint, hubRepo } from '../hub/hub.js';
import { addModel } from './addModel.js';
import type { CommandContext } from './registry.js';

/** Gets a model from the Hugging Face Hub and adds it to the models that vote; answers what it is, undefined where the user leaves it. What was begun before is gone on with. */
export async function downloadModel(context: CommandContext): Promise<ModelSummary | undefined> {
  const { hub } = context;
  const endpoint = hubEndpoint();
  const { host } = new URL(endpoint);
  const repo = await askRepo(endpoint);
  if (repo === undefined) return undefined;
  const at = await hubRepo(hub, endpoint, repo);
  const folder = await withDownloader(hub.script, hub.environment, async (downloader) => {
    const offer = await watched(vscode.l10n.t('Tiebreak: looking at {0}', repo), (signal) => downloader.request('look', at, signal));
    const graph = offer && (await askGraph(offer));
    if (!offer || !graph) return undefined;
    const into = await askFolder(offer, graph, host, vscode.Uri.joinPath(hub.storage, 'models', ...folderName(offer.repo, graph.path)));
    if (!into) return undefined;
    const files = [...offer.files, ...graph.weights];
    const done = await watched(vscode.l10n.t('Tiebreak: downloading {0}', offer.repo), (signal, report) => {
      downloader.on('progress', ({ done, total }) => report(total === 0 ? 1 : done / total, vscode.l10n.t('{0} of {1}', sizeText(done), sizeText(total))));
      return downloader.request('download', { ...at, repo: offer.repo, commit: offer.commit, files, folder: into.fsPath }, signal);
    });
    return done === undefined ? undefined : into;
  });
  return folder && addModel(context, folder);
}

/** Shows that work goes on, and how far it is (a share); undefined where the user cancels it. */
async function watched<T>(title: string, work: (signal: AbortSignal, report: (share: number, message: string) => void) => Promise<T>): Promise<T | undefined> {
  const stop = new AbortController();
  let shown = 0;
  try {
    return await vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title, cancellable: true }, (progress, token) => {
      token.onCancellationRequested(() => stop.abort());
      return work(stop.signal, (share, message) => {
        progress.report({ message, increment: Math.max(0, 100 * (share - shown)) });
        shown = Math.max(shown, share);
      });
    });
  } catch (error) {
    if (stop.signal.aborted) return undefined;
    throw error;
  }
}
