import type { HubRepo } from '../../../protocol/downloader.js';

/** Where the bytes of a file of a commit are asked for; the Hub sends on to where it keeps large ones. */
export function urlOf({ endpoint, repo, commit }: HubRepo & { readonly commit: string }, path: string): string {
  return `${endpoint}/${repo}/resolve/${commit}/${path.split('/').map(encodeURIComponent).join('/')}`;
}
