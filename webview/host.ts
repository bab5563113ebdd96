/** The page's end of the wire: typed requests to the extension host, and the host's events. */
import type { PageEvents, PageMessage, PageMethods } from '../src/protocol/page.js';
import { connectWire, type WirePort } from './wire.js';

/** What carries envelopes: VS Code's `postMessage` in the page, a pair of functions in tests. */
export interface Port {
  post(message: PageMessage): void;
  listen(listener: (message: PageMessage) => void): void;
}

/** The extension host as the page sees it. */
export interface Host {
  /** Rejects with the host's message where the host answers with an error. */
  request<M extends keyof PageMethods>(method: M, params: PageMethods[M][0]): Promise<PageMethods[M][1]>;
  on<E extends keyof PageEvents>(event: E, listener: (params: PageEvents[E]) => void): void;
}

/** Opens the wire over a port. */
export function connect(port: Port): Host {
  return connectWire<PageMethods, PageEvents>(port as WirePort) as Host;
}
