/** Which of a repository's files make a model folder. */
import { t } from '@vscode/l10n';
import { graphsAmong, weightsAmong } from '../../../core/scoring/graphNames.js';
import type { HubFile, HubGraph, HubOffer } from '../../../protocol/downloader.js';
import { HubRefusal } from './refusals.js';

/** What a folder cannot be without, and what it has where the repository does. */
const NEEDED = ['config.json', 'tokenizer.json'];
const WELCOME = ['tokenizer_config.json', 'special_tokens_map.json', 'chat_template.jinja', 'chat_template.json', 'reward.json'];
/** Files that are read whole into memory. */
const MOST_BYTES_OF_TEXT = 256 * 2 ** 20;

/** A repository's files of a commit; `wanted` is the graph that its reward.json names, null where it names none. Throws `HubRefusal` where they make no model folder. */
export function offerOf({ repo, commit, wanted }: { readonly repo: string; readonly commit: string; readonly wanted: string | null }, listed: readonly HubFile[]): HubOffer {
  for (const { path } of listed) if (!safe(path)) throw new HubRefusal(t('{0} has a file with a name that is refused: {1}', repo, JSON.stringify(path)));
  const byPath = new Map(listed.map((file) => [file.path, file]));
  const missing = NEEDED.find((path) => !byPath.has(path));
  if (missing !== undefined) throw new HubRefusal(t('{0} is no model folder: it has no {1}', repo, missing));
  const files = [...NEEDED, ...WELCOME].flatMap((path) => byPath.get(path) ?? []);
  const large = files.find(({ size }) => size > MOST_BYTES_OF_TEXT);
  if (large) throw new HubRefusal(t('{0} is no model folder: its {1} is too large to be read', repo, large.path));
  const paths = wanted !== null ? [wanted] : graphPaths([...byPath.keys()]);
  const graphs = paths.filter((path) => byPath.has(path)).map((path) => graphOf(path, byPath));
  if (graphs.length > 0) return { repo, commit, files, graphs };
  if (wanted !== null) throw new HubRefusal(t('{0} is no model folder: its reward.json names {1}, which it does not have', repo, wanted));
  const weights = ['model.safetensors', 'model.safetensors.index.json', 'pytorch_model.bin'].some((path) => byPath.has(path));
  throw new HubRefusal(
    weights
      ? t('{0} has PyTorch weights and no onnx/model*.onnx; Optimum (task text-classification) makes one of them', repo)
      : t('{0} is no model folder: it has no {1}', repo, 'onnx/model*.onnx'),
  );
}

/** As a folder on the disk is read: the graphs in `onnx`, or where there are none, those beside it. */
function graphPaths(paths: readonly string[]): string[] {
  const inside = graphsAmong(paths.filter((path) => path.startsWith('onnx/')).map((path) => path.slice('onnx/'.length)));
  return inside.length > 0 ? inside.map((name) => `onnx/${name}`) : graphsAmong(paths.filter((path) => !path.includes('/')));
}

function graphOf(path: string, files: ReadonlyMap<string, HubFile>): HubGraph {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const names = [...files.keys()].filter((each) => each.startsWith(folder)).map((each) => each.slice(folder.length));
  const weights = [folder + path.slice(folder.length), ...weightsAmong(names, path.slice(folder.length)).map((name) => folder + name)].map((each) => files.get(each)!);
  return { path, weights, size: weights.reduce((sum, { size }) => sum + size, 0) };
}

/** True for a name that stays below its folder on every system, and is text that can be shown. */
export function safe(path: string): boolean {
  const parts = path.split('/');
  return path.length < 500 && !/[\\:*?"<>|\p{Cc}\p{Cf}]/u.test(path) && parts.every((part) => part !== '' && !/^\.+$/.test(part) && !/[. ]$/.test(part));
}
