/** The downloader process as its parent sees it. */
import type { DownloaderEvents, DownloaderMethods } from '../../../protocol/downloader.js';
import { forkScript } from '../fork.js';
import { connect, type Caller } from '../rpc.js';

/** A downloader for as long as the work takes; `script` is the built downloader.js. Where the process dies, the work's request rejects. */
export async function withDownloader<T>(script: string, environment: Readonly<Record<string, string>>, work: (downloader: Caller<DownloaderMethods, DownloaderEvents>) => Promise<T>): Promise<T> {
  // Where this Node knows how, downloads go through the proxy that the environment names.
  const { child } = forkScript(script, [], { NODE_USE_ENV_PROXY: '1', ...environment });
  const wire = connect<DownloaderMethods, DownloaderEvents>(child);
  try {
    return await work(wire);
  } finally {
    wire.close();
    child.kill();
  }
}
