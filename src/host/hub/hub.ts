import * as vscode from 'vscode';
import { endpointOf, HUB } from '../../platform/node/hub/address.js';
import type { HubRepo } from '../../protocol/downloader.js';

/** What is needed to get models from the Hugging Face Hub. */
export interface Hub {
  /** The built downloader.js, and what is added to its environment. */
  readonly script: string;
  readonly environment: Readonly<Record<string, string>>;
  /** The extension's own folder, which downloaded models go to. */
  readonly storage: vscode.Uri;
  readonly secrets: vscode.SecretStorage;
}

/** The Hub's address, as the setting `tiebreak.hubEndpoint` has it. Throws where that is none. */
export function hubEndpoint(): string {
  return endpointOf(vscode.workspace.getConfiguration('tiebreak').get<string>('hubEndpoint', '') || HUB);
}

/** How a repository is reached, with the token that was set for this Hub. */
export async function hubRepo({ secrets }: Hub, endpoint: string, repo: string): Promise<HubRepo> {
  return { endpoint, repo, token: (await secrets.get(keyOf(endpoint))) ?? null };
}

/** Keeps a token in VS Code's secret storage, for this Hub alone; an empty one is forgotten. */
export async function keepToken({ secrets }: Hub, endpoint: string, token: string): Promise<void> {
  await (token === '' ? secrets.delete(keyOf(endpoint)) : secrets.store(keyOf(endpoint), token));
}

// Another Hub must not be handed the token of this one.
function keyOf(endpoint: string): string {
  return `tiebreak.hubToken ${new URL(endpoint).origin}`;
}
