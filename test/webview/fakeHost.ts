/** A host in memory: answers the page's requests by plain functions, when it is told to. */
import type { PageEvents, PageMessage, PageMethods } from '../../src/protocol/page.js';
import { connect, type Host } from '../../webview/host.js';

type Answers = { [M in keyof PageMethods]?: (params: PageMethods[M][0]) => PageMethods[M][1] | Promise<PageMethods[M][1]> };

/** The page's host, what it was asked for, and a way to send events. */
export interface FakeHost {
  readonly host: Host;
  readonly asked: { readonly method: keyof PageMethods; readonly params: unknown }[];
  send<E extends keyof PageEvents>(event: E, params: PageEvents[E]): void;
}

/** A host with these answers; a method without one answers null. */
export function fakeHost(answers: Answers): FakeHost {
  const asked: { method: keyof PageMethods; params: unknown }[] = [];
  let tell: (message: PageMessage) => void = () => undefined;
  const host = connect({
    listen: (listener) => { tell = listener; },
    post: (message) => {
      if (!('method' in message)) return;
      const { id, method, params } = message;
      asked.push({ method, params });
      const answer = answers[method] as ((params: unknown) => unknown) | undefined;
      void Promise.resolve()
        .then(() => (answer ? answer(params) : null))
        .then((result) => tell({ id, result }), (error: Error) => tell({ id, error: error.message }));
    },
  });
  return { host, asked, send: (event, params) => tell({ event, params }) };
}

/** Lets every answer that is on its way arrive. */
export async function settled(): Promise<void> {
  for (let i = 0; i < 20; i++) await new Promise((resolve) => setImmediate(resolve));
}
