/** Why the Hub gives nothing, in words that say what would help. */
import { t } from '@vscode/l10n';
import type { HubRepo } from '../../../protocol/downloader.js';

/** The Hub's answer is no, and asking again will not change it. */
export class HubRefusal extends Error {
  override readonly name = 'HubRefusal';
}

/** What an answer that is not ok means; a plain error where asking again may help. */
export async function refusalOf(response: Response, { repo, endpoint, token }: HubRepo, url: URL): Promise<Error> {
  const { status } = response;
  const code = response.headers.get('x-error-code');
  await response.body?.cancel();
  const { host } = new URL(endpoint);
  // Storage that a file lies in knows no repositories; its addresses are good for a while.
  if (url.host !== host) return new Error(t('{0}, where {1} keeps the file, answered {2}', url.host, host, status));
  const page = `${endpoint}/${repo}`;
  if (code === 'GatedRepo' || (status === 403 && token === null)) return new HubRefusal(gated(repo, page, token));
  if (status === 401 && token !== null && code !== 'RepoNotFound') return new HubRefusal(t('{0} does not take the token: set another with "Tiebreak: Set Hugging Face Token…"', host));
  if (status === 403) return new HubRefusal(t('the token does not open {0}: it needs the right to read it, or access must be asked for at {1}', repo, page));
  // A repository that may not be seen is said not to be there.
  if (status === 401 || code === 'RepoNotFound') return new HubRefusal(token === null ? t('{0} has no model {1} that all may see: check its name, or set a token with "Tiebreak: Set Hugging Face Token…"', host, repo) : t('{0} has no model {1} that this token may see: check its name', host, repo));
  if (status === 404) return new HubRefusal(t('{0} does not have {1}', host, decodeURIComponent(url.pathname)));
  if (status === 429) return new Error(t('{0} asks for fewer questions: try again later', host));
  if (status >= 500) return new Error(t('{0} is in trouble: it answered {1}', host, status));
  return new HubRefusal(t('{0} answered {1} to {2}', host, status, url.pathname));
}

function gated(repo: string, page: string, token: string | null): string {
  return token === null
    ? t('access to {0} must be asked for at {1}; then set a token with "Tiebreak: Set Hugging Face Token…"', repo, page)
    : t('access to {0} must be asked for at {1}', repo, page);
}

/** No answer at all. */
export function unreachable({ host }: URL, error: Error): Error {
  const { code, message } = ((error as { cause?: unknown }).cause ?? {}) as { code?: string; message?: string };
  // Codes of the system are known words; those of Node's own client say less than its sentences.
  const reason = (code?.startsWith('UND_') ? message : code) ?? message ?? error.message;
  const offline = ['ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'ENETDOWN'].includes(reason);
  return new Error(offline ? t('{0} cannot be reached ({1}): is this machine online?', host, reason) : t('{0} cannot be reached: {1}', host, reason));
}
