/** The page's end of the wire: typed requests to the extension host, and the host's events. */
import type { PageEvents, PageMessage, PageMethods } from '../src/protocol/page.js';

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

interface Waiting {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** Opens the wire over a port. */
export function connect(port: Port): Host {
  const waiting = new Map<number, Waiting>();
  const listeners = new Map<string, ((params: never) => void)[]>();
  let last = 0;

  port.listen((message) => {
    if ('event' in message) {
      for (const listener of listeners.get(message.event) ?? []) listener(message.params as never);
    } else if ('result' in message) {
      waiting.get(message.id)?.resolve(message.result);
      waiting.delete(message.id);
    } else if ('error' in message) {
      waiting.get(message.id)?.reject(new Error(message.error));
      waiting.delete(message.id);
    }
  });

  return {
    request(method, params) {
      const id = ++last;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve: resolve as (result: unknown) => void, reject });
        port.post({ id, method, params });
      });
    },
    on(event, listener) {
      listeners.set(event, [...(listeners.get(event) ?? []), listener]);
    },
  };
}
