/** What a user may name: a repository of the Hub, and the Hub itself. */
import { t } from '@vscode/l10n';

/** The Hub that everybody knows. */
export const HUB = 'https://huggingface.co';

/** The repository, `owner/name` or `name`, that a text names: its id, or the address of its page at `endpoint`. Throws saying what would do. */
export function repoOf(text: string, endpoint: string): string {
  const page = text.trim().startsWith(`${endpoint}/`) ? text.trim().slice(endpoint.length + 1).replace(/[?#].*$/, '') : null;
  const id = page === null ? text.trim() : page.replace(/\/+$/, '').split('/').slice(0, 2).join('/');
  const parts = id.split('/');
  const named = parts.length <= 2 && id.length <= 96 && parts.every((part) => /^[A-Za-z0-9_](?:[\w.-]*[A-Za-z0-9_])?$/.test(part) && !/--|\.\.|\.git$/.test(part));
  // These are the first words of pages that are no models'.
  if (!named || (parts.length === 2 && /^(datasets|spaces|buckets|kernels|models|api)$/.test(parts[0]!))) {
    throw new Error(t('{0} is not the id of a model on the Hub; one reads like owner/name', oneLine(id)));
  }
  return id;
}

/** The Hub's address without a slash at its end; a token and model files travel encrypted, except on this machine. Throws. */
export function endpointOf(text: string): string {
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : null;
  const here = url !== null && /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
  if (!url || !(url.protocol === 'https:' || (url.protocol === 'http:' && here)) || url.username !== '' || url.search !== '' || url.hash !== '') {
    throw new Error(t('{0} is not the address of a Hub; one reads like {1}', oneLine(text), HUB));
  }
  return (url.origin + url.pathname).replace(/\/+$/, '');
}

function oneLine(text: string): string {
  return JSON.stringify(text.length > 120 ? `${text.slice(0, 120)}…` : text);
}
