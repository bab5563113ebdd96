/** Typed JSON-RPC over Node's IPC channel: one interface of requests and one of events, both ends derive from them. */
import type { ChildProcess } from 'node:child_process';
import {
  CancellationTokenSource,
  createMessageConnection,
  ErrorCodes,
  IPCMessageReader,
  IPCMessageWriter,
  ResponseError,
  type CancellationToken,
  type Message,
} from 'vscode-jsonrpc/node';

type Name<T> = keyof T & string;
type Params<T> = T extends [infer P, unknown] ? P : never;
type Result<T> = T extends [unknown, infer R] ? R : never;

/** The end that asks: `Methods` is {name: [params, result]}, `Events` is {name: event}. */
export interface Caller<Methods, Events> {
  /** Resolves with the answer, rejects with the handler's message; an abort cancels the handler and rejects at once. */
  request<K extends Name<Methods>>(name: K, params: Params<Methods[K]>, signal?: AbortSignal): Promise<Result<Methods[K]>>;
  on<K extends Name<Events>>(name: K, listener: (event: Events[K]) => void): void;
}

/** The end that answers. */
export interface Answerer<Methods, Events> {
  handle<K extends Name<Methods>>(
    name: K,
    handler: (params: Params<Methods[K]>, signal: AbortSignal) => Result<Methods[K]> | Promise<Result<Methods[K]>>,
  ): void;
  /** Resolves when the event is on its way (or the other end is gone); awaiting it keeps a fast sender from piling up memory. */
  notify<K extends Name<Events>>(name: K, event: Events[K]): Promise<void>;
}

/** A request that will have no answer: the other process is gone, or this end was closed. */
export class ConnectionClosed extends Error {
  override readonly name = 'ConnectionClosed';
}

/** One end of a connection; `close` makes requests that wait for an answer reject with ConnectionClosed. */
export interface Connection<Methods, Events> extends Caller<Methods, Events>, Answerer<Methods, Events> {
  close(): void;
}

/** Writes that resolve when the channel has taken them. */
class SettledWriter extends IPCMessageWriter {
  constructor(private readonly peer: NodeJS.Process | ChildProcess) {
    super(peer as NodeJS.Process);
  }

  override write(message: Message): Promise<void> {
    return new Promise((resolve, reject) => {
      if (!this.peer.connected) return reject(new Error('the other process is gone'));
      this.peer.send!(message, undefined, undefined, (error: Error | null) => (error ? reject(error) : resolve()));
    });
  }
}

/** Opens one end over a child process, or over `process` inside the child. It closes itself when the other end is gone. */
export function connect<Methods, Events>(end: NodeJS.Process | ChildProcess): Connection<Methods, Events> {
  const connection = createMessageConnection(new IPCMessageReader(end as NodeJS.Process), new SettledWriter(end));
  connection.onError(() => undefined);
  // Messages that arrived are handled one a turn: what the other end said last is heard before the end.
  end.once('disconnect', () => afterTurns(100, close));
  connection.listen();
  const waiting = new Set<(reason: unknown) => void>();
  let closed = false;
  const close = () => {
    closed = true;
    connection.dispose();
    for (const reject of waiting) reject(new ConnectionClosed('the other process is gone'));
  };
  return {
    async request(name, params, signal) {
      signal?.throwIfAborted();
      if (closed) throw new ConnectionClosed('the other process is gone');
      const source = new CancellationTokenSource();
      let stop: (reason: unknown) => void = () => {};
      const stopped = new Promise<never>((_, reject) => (stop = reject));
      const abort = () => (source.cancel(), stop(signal?.reason));
      waiting.add(stop);
      signal?.addEventListener('abort', abort);
      try {
        return await Promise.race([connection.sendRequest<never>(name, params, source.token), stopped]);
      } catch (error) {
        if (signal?.aborted) throw signal.reason;
        if (closed || !end.connected) throw new ConnectionClosed('the other process is gone');
        throw error instanceof ResponseError ? remoteError(error) : error;
      } finally {
        waiting.delete(stop);
        signal?.removeEventListener('abort', abort);
      }
    },
    on: (name, listener) => void connection.onNotification(name, listener),
    handle: (name, handler) =>
      void connection.onRequest(name, async (params: Params<Methods[typeof name]>, token: CancellationToken) => {
        try {
          return await handler(params, signalOf(token));
        } catch (error) {
          throw responseError(error);
        }
      }),
    notify: (name, event) => connection.sendNotification(name, event).catch(() => undefined),
    close,
  };
}

function afterTurns(turns: number, then: () => void): void {
  setImmediate(() => (turns > 0 ? afterTurns(turns - 1, then) : then()));
}

function signalOf(token: CancellationToken): AbortSignal {
  const controller = new AbortController();
  token.onCancellationRequested(() => controller.abort());
  return controller.signal;
}

function responseError(error: unknown): ResponseError<{ name: string }> {
  const { message, name } = error instanceof Error ? error : new Error(String(error));
  return new ResponseError(ErrorCodes.InternalError, message, { name });
}

/** The handler's error as it was: its message and its name. */
function remoteError(error: ResponseError<unknown>): Error {
  const name = (error.data as { name?: string } | undefined)?.name ?? 'Error';
  return Object.assign(new Error(error.message), { name });
}
