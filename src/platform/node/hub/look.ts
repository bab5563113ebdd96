/** What a repository of the Hub has for a model folder. */
import { downloadFile, listFiles, modelInfo, type ListFileEntry } from '@huggingface/hub';
import { t } from '@vscode/l10n';
import type { HubFile, HubOffer, HubRepo } from '../../../protocol/downloader.js';
import { hubFetch } from './hubFetch.js';
import { offerOf, safe } from './offer.js';
import { HubRefusal } from './refusals.js';
import { urlOf } from './urlOf.js';

/** A repository with more files beside each other than this is not a model's. */
const MOST_FILES = 5000;
/** A reward.json with the hashes of a million prompts. */
const MOST_BYTES_OF_REWARD = 32 * 2 ** 20;

/** Asks the Hub; the id of the repository is all that is told to it. Rejects in plain words. */
export async function look(hub: HubRepo, signal: AbortSignal): Promise<HubOffer> {
  const client = clientOf(hub, signal);
  const { sha: commit, name } = await modelInfo({ name: hub.repo, revision: 'main', additionalFields: ['sha'], ...client });
  if (!/^[0-9a-f]{40}$/.test(commit)) throw new HubRefusal(t('{0} does not say which commit of {1} is the newest', new URL(hub.endpoint).host, hub.repo));
  const list = async (path?: string) => {
    const found: ListFileEntry[] = [];
    for await (const entry of listFiles({ repo: { type: 'model', name: hub.repo }, revision: commit, ...(path !== undefined && { path }), ...client })) {
      found.push(entry);
      if (found.length > MOST_FILES) throw new HubRefusal(t('{0} is no model folder: it has more than {1} files', hub.repo, MOST_FILES));
    }
    return found;
  };
  const top = await list();
  const entries = [...top, ...(top.some(({ type, path }) => type === 'directory' && path === 'onnx') ? await list('onnx') : [])];
  const files = entries.filter(({ type }) => type === 'file').map(fileOf);
  const reward = files.find(({ path }) => path === 'reward.json');
  const wanted = reward ? await graphNamedBy(reward, { ...hub, commit }, client) : null;
  const shards = wanted !== null && wanted.includes('/') && !wanted.startsWith('onnx/') ? (await list(wanted.slice(0, wanted.lastIndexOf('/')))).filter(({ type }) => type === 'file').map(fileOf) : [];
  return offerOf({ repo: typeof name === 'string' && name !== '' ? name : hub.repo, commit, wanted }, [...files, ...shards]);
}

/** What every call of the client is told. */
export function clientOf(hub: HubRepo, signal: AbortSignal) {
  return { hubUrl: hub.endpoint, fetch: hubFetch(hub, signal), ...(hub.token !== null && { accessToken: hub.token }) };
}

function fileOf({ path, size, oid, lfs }: ListFileEntry): HubFile {
  const whole = lfs?.size ?? size;
  if (typeof path !== 'string' || !Number.isSafeInteger(whole) || whole < 0) throw new HubRefusal(t('the Hub lists a file without a name or a size'));
  const hex = (text: unknown, length: number) => (typeof text === 'string' && text.length === length && /^[0-9a-f]+$/.test(text) ? text : null);
  return { path, size: whole, sha256: hex(lfs?.oid, 64), sha1: lfs ? null : hex(oid, 40) };
}

async function graphNamedBy(reward: HubFile, hub: HubRepo & { readonly commit: string }, client: ReturnType<typeof clientOf>): Promise<string | null> {
  if (reward.size > MOST_BYTES_OF_REWARD) throw new HubRefusal(t('{0} is no model folder: its {1} is too large to be read', hub.repo, reward.path));
  const blob = await downloadFile({ repo: hub.repo, path: reward.path, downloadInfo: { size: reward.size, etag: hub.commit, url: urlOf(hub, reward.path) }, xet: false, ...client });
  const text = await blob!.text();
  let wanted: unknown;
  try {
    wanted = (JSON.parse(text) as { file?: unknown } | null)?.file;
  } catch {
    throw new HubRefusal(t('{0} is no model folder: its {1} is not valid JSON', hub.repo, reward.path));
  }
  if (wanted === undefined || wanted === null) return null;
  if (typeof wanted !== 'string' || !wanted.endsWith('.onnx') || !safe(wanted)) throw new HubRefusal(t('{0} has a file with a name that is refused: {1}', hub.repo, JSON.stringify(wanted)));
  return wanted;
}
