import type { DownloaderEvents, DownloaderMethods } from '../../../protocol/downloader.js';
import type { Answerer } from '../rpc.js';
import { downloadModel } from './downloadModel.js';
import { look } from './look.js';

const NEWS_MS = 200;

/** Answers every request of the wire. */
export function serveHub(wire: Answerer<DownloaderMethods, DownloaderEvents>): void {
  wire.handle('look', (hub, signal) => look(hub, signal));
  wire.handle('download', async (wish, signal) => {
    let told = 0;
    const onProgress = (done: number, total: number) => {
      if (performance.now() - told < NEWS_MS && done < total) return;
      told = performance.now();
      void wire.notify('progress', { done, total });
    };
    await downloadModel(wish, { signal, onProgress });
    return null;
  });
}
