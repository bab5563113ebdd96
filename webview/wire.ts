/** A page's end of a typed wire: requests to the extension host, and the host's events. */

/** Envelopes on `postMessage`. */
export type WireMessage =
  | { readonly id: number; readonly method: string; readonly params: unknown }
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly error: string }
  | { readonly event: string; readonly params: unknown };

/** What carries envelopes: VS Code's `postMessage` in the page, a pair of functions in tests. */
export interface WirePort {
  post(message: WireMessage): void;
  listen(listener: (message: WireMessage) => void): void;
}

type Params<T> = T extends readonly [infer P, unknown] ? P : never;
type Result<T> = T extends readonly [unknown, infer R] ? R : never;

/** The extension host as a page sees it: `Methods` is {name: [params, result]}, `Events` is {name: event}. */
export interface Wire<Methods, Events> {
  /** Rejects with the host's message where the host answers with an error. */
  request<M extends keyof Methods & string>(method: M, params: Params<Methods[M]>): Promise<Result<Methods[M]>>;
  on<E extends keyof Events & string>(event: E, listener: (params: Events[E]) => void): void;
}

interface Waiting {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** Opens the wire over a port. */
export function connectWire<Methods, Events>(port: WirePort): Wire<Methods, Events> {
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
