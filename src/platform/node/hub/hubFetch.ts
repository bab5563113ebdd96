/** `fetch` as the Hub's client library is handed it: the token goes to the Hub alone, and every refusal is a sentence. */
import { t } from '@vscode/l10n';
import type { HubRepo } from '../../../protocol/downloader.js';
import { HubRefusal, refusalOf, unreachable } from './refusals.js';

const MOST_REDIRECTS = 5;

/** A fetch for one repository. It follows redirects itself: the token stays with the Hub's own origin, and encrypted stays encrypted. Rejects with `HubRefusal` where asking again is of no use. */
export function hubFetch(hub: HubRepo, signal: AbortSignal): typeof fetch {
  const home = new URL(hub.endpoint);
  return async (input, init) => {
    let url = new URL(input instanceof Request ? input.url : input);
    const headers = new Headers(init?.headers);
    for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
      if (url.protocol !== 'https:' && url.protocol !== home.protocol) throw new HubRefusal(t('{0} sent this machine on to an address that is not encrypted: {1}', home.host, url.origin));
      if (url.origin !== home.origin) headers.delete('authorization');
      const response = await fetch(url, { ...init, headers, redirect: 'manual', signal }).catch((error: Error) => {
        throw signal.aborted ? error : unreachable(url, error);
      });
      const next = response.headers.get('location');
      if (response.status < 300 || response.status >= 400 || next === null) {
        if (!response.ok) throw await refusalOf(response, hub, url);
        return fromStart(response, headers.get('range'));
      }
      await response.body?.cancel();
      url = new URL(next, url);
    }
    throw new HubRefusal(t('{0} sends this machine round in circles', home.host));
  };
}

/** A server may answer a question for the rest of a file with all of it: what was not asked for is passed over. */
function fromStart(response: Response, range: string | null): Response {
  const start = Number(/^bytes=(\d+)-/.exec(range ?? '')?.[1] ?? 0);
  const given = Number(/^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '')?.[1] ?? start);
  if (response.status === 206 && given !== start) throw new HubRefusal(t('{0} answered with another part of the file than was asked for', new URL(response.url).host));
  if (response.status === 206 || start === 0 || !response.body) return response;
  let passed = 0;
  const rest = new TransformStream<Uint8Array, Uint8Array>({
    transform(bytes, stream) {
      const skip = Math.min(bytes.length, start - passed);
      passed += skip;
      if (skip < bytes.length) stream.enqueue(bytes.subarray(skip));
    },
  });
  return new Response(response.body.pipeThrough(rest), { status: 200, headers: response.headers });
}
