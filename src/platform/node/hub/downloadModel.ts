/** A model folder from the Hub. */
import { t } from '@vscode/l10n';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { DownloaderMethods, HubFile } from '../../../protocol/downloader.js';
import { Checksum } from './checksum.js';
import { fetchFile, type FetchOptions } from './fetchFile.js';
import { safe } from './offer.js';
import { HubRefusal } from './refusals.js';

/** How a download is watched and ended. */
export interface DownloadWatch extends Omit<FetchOptions, 'onBytes'> {
  readonly onProgress: (done: number, total: number) => void;
}

/**
 * Gets the files into the folder. Each is gathered beside its final name, in a file whose name has the checksum, so that
 * what was begun is gone on with only where it is the same; the final names are given once all are whole. Rejects in plain words.
 */
export async function downloadModel({ folder, files, ...hub }: DownloaderMethods['download'][0], { onProgress, ...watch }: DownloadWatch): Promise<void> {
  const refused = files.find(({ path }) => !safe(path));
  if (refused) throw new HubRefusal(t('{0} has a file with a name that is refused: {1}', hub.repo, JSON.stringify(refused.path)));
  const total = files.reduce((sum, { size }) => sum + size, 0);
  await mkdir(folder, { recursive: true });
  const missing: HubFile[] = [];
  let done = 0;
  for (const file of files) {
    if (await whole(join(folder, file.path), file, watch.signal)) onProgress((done += file.size), total);
    else missing.push(file);
  }
  await enoughRoom(folder, missing);
  for (const file of missing) {
    await fetchFile(hub, file, partial(folder, file), { ...watch, onBytes: (bytes) => onProgress(done + bytes, total) });
    done += file.size;
  }
  for (const file of missing) {
    const path = join(folder, file.path);
    await rename(partial(folder, file), path);
    await removeOlder(path);
  }
}

/** Where a file is gathered; another version of it is gathered elsewhere. */
export function partial(folder: string, { path, sha256, sha1, size }: HubFile): string {
  return join(folder, `${path}.${(sha256 ?? sha1 ?? String(size)).slice(0, 12)}.partial`);
}

async function whole(path: string, file: HubFile, signal: AbortSignal): Promise<boolean> {
  if ((await stat(path).catch(() => null))?.size !== file.size) return false;
  const checksum = new Checksum(file);
  await checksum.addFile(path, signal);
  return checksum.holds();
}

async function enoughRoom(folder: string, files: readonly HubFile[]): Promise<void> {
  let needed = 0;
  for (const file of files) {
    const path = partial(folder, file);
    needed += file.size - (existsSync(path) ? (await stat(path)).size : 0);
  }
  const { bavail, bsize } = await statfs(folder);
  if (needed > bavail * bsize) throw new HubRefusal(t('the disk that holds {0} has {1} MB free, and {2} MB are needed', folder, Math.floor((bavail * bsize) / 1e6), Math.ceil(needed / 1e6)));
}

/** What was begun of earlier versions of a file. */
async function removeOlder(path: string): Promise<void> {
  const left = (await readdir(dirname(path))).filter((name) => name.startsWith(`${basename(path)}.`) && name.endsWith('.partial'));
  for (const name of left) await rm(join(dirname(path), name), { force: true });
}
