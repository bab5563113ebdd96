/** One file of the Hub, resumed where it was left. */
import { downloadFile } from '@huggingface/hub';
import { t } from '@vscode/l10n';
import { mkdir, open, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { HubFile, HubRepo } from '../../../protocol/downloader.js';
import { Checksum } from './checksum.js';
import { hubFetch } from './hubFetch.js';
import { HubRefusal } from './refusals.js';
import { urlOf } from './urlOf.js';

/** How a file is fetched. */
export interface FetchOptions {
  readonly signal: AbortSignal;
  /** Hears how many of the file's bytes are there. */
  readonly onBytes: (bytes: number) => void;
  /** Milliseconds before the first attempt after a failed one; each further wait is twice as long. */
  readonly patience?: number;
  /** Milliseconds without a byte after which a connection counts as lost. */
  readonly silence?: number;
}

/** Attempts in a row that bring nothing. */
const MOST_ATTEMPTS = 5;

/** Writes the file to `path`, going on from what is there; it has its checksum when this resolves. Rejects in plain words, and leaves what it has. */
export async function fetchFile(hub: HubRepo & { readonly commit: string }, file: HubFile, path: string, { signal, onBytes, patience = 500, silence = 60_000 }: FetchOptions): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  let startedOver = false;
  for (let attempt = 1; ; ) {
    const checksum = new Checksum(file);
    const before = (await stat(path).catch(() => null))?.size ?? 0;
    if (before > file.size) await rm(path);
    else if (before > 0) await checksum.addFile(path, signal);
    const had = checksum.bytes;
    onBytes(had);
    try {
      if (had < file.size || file.size === 0) await append({ hub, file, path, checksum, signal, silence, onBytes });
      if (checksum.bytes < file.size) throw cutOff(file);
    } catch (error) {
      signal.throwIfAborted();
      if (checksum.bytes > had) attempt = 1;
      if (error instanceof HubRefusal || (error as NodeJS.ErrnoException).syscall !== undefined || attempt === MOST_ATTEMPTS) throw error;
      await sleep(patience * 2 ** (attempt++ - 1), undefined, { signal });
      continue;
    }
    if (checksum.holds()) return;
    await rm(path);
    // What came in pieces may be put together of two files; what came in one is wrong as it is.
    if (had === 0 || startedOver) throw new HubRefusal(t('{0} does not have the checksum that the Hub lists for it: it was damaged on the way, and is not kept', file.path));
    startedOver = true;
  }
}

function cutOff({ path }: HubFile): Error {
  return new Error(t('the connection ended in the middle of {0}', path));
}

interface Appending {
  readonly hub: HubRepo & { readonly commit: string };
  readonly file: HubFile;
  readonly path: string;
  readonly checksum: Checksum;
  readonly signal: AbortSignal;
  readonly silence: number;
  readonly onBytes: (bytes: number) => void;
}

async function append({ hub, file, path, checksum, signal, silence, onBytes }: Appending): Promise<void> {
  const quiet = new AbortController();
  const watch = setTimeout(() => quiet.abort(new Error(t('nothing came for {0} seconds', silence / 1000))), silence);
  const either = AbortSignal.any([signal, quiet.signal]);
  // The client hands errors on as texts: the one that was thrown is kept here.
  let thrown: unknown = null;
  const fetched = hubFetch(hub, either);
  const kept: typeof fetch = (input, init) => fetched(input, init).catch((error: unknown) => Promise.reject((thrown = error)));
  let handle: FileHandle | null = null;
  try {
    const blob = (await downloadFile({
      repo: hub.repo,
      path: file.path,
      // Plain ranges of a plain file: what a cut connection leaves is good.
      xet: false,
      downloadInfo: { size: file.size, etag: file.sha256 ?? file.sha1 ?? hub.commit, url: urlOf(hub, file.path) },
      hubUrl: hub.endpoint,
      fetch: kept,
      ...(hub.token !== null && { accessToken: hub.token }),
    }))!;
    const from = checksum.bytes;
    // Two windows may write the same file: each byte has its place.
    handle = await open(path, from === 0 ? 'w' : 'r+');
    for await (const bytes of (from === 0 ? blob : blob.slice(from, file.size)).stream() as unknown as AsyncIterable<Uint8Array>) {
      if (checksum.bytes + bytes.length > file.size) throw new HubRefusal(t('{0} is larger than the Hub lists it', file.path));
      await handle.write(bytes, 0, bytes.length, checksum.bytes);
      checksum.add(bytes);
      watch.refresh();
      onBytes(checksum.bytes);
    }
    await handle.sync();
  } catch (error) {
    if (quiet.signal.aborted && !signal.aborted) throw quiet.signal.reason;
    if (thrown !== null) throw thrown;
    throw error instanceof HubRefusal || (error as NodeJS.ErrnoException).syscall !== undefined ? error : cutOff(file);
  } finally {
    clearTimeout(watch);
    await handle?.close();
  }
}
