/** The downloader process: gets model folders from the Hugging Face Hub for the extension host or the CLI. */
import './platform/node/language.js';
import { serveHub } from './platform/node/hub/serve.js';
import { connect } from './platform/node/rpc.js';
import type { DownloaderEvents, DownloaderMethods } from './protocol/downloader.js';

serveHub(connect<DownloaderMethods, DownloaderEvents>(process));
// What it has is kept; nobody waits for the rest.
process.once('disconnect', () => process.exit(0));
