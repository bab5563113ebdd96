import { join } from 'node:path';
import { endpointOf, HUB, repoOf } from '../../platform/node/hub/address.js';
import { withDownloader } from '../../platform/node/hub/client.js';
import { folderName } from '../../platform/node/hub/folderName.js';
import { parse, UsageError } from '../args.js';
import { print } from '../output.js';

const USAGE = 'download OWNER/NAME --to DIR [--graph onnx/model_fp16.onnx] [--endpoint URL] [--json]';
const OPTIONS = { to: { type: 'string' }, graph: { type: 'string' }, endpoint: { type: 'string' } } as const;

/** Gets a model folder from the Hugging Face Hub into a folder of its own below `--to`, or goes on with what was begun there; the token is `HF_TOKEN`. */
export async function download(argv: readonly string[]): Promise<void> {
  const { values, positionals } = parse(argv, USAGE, OPTIONS, 1);
  const { to } = values;
  if (to === undefined) throw new UsageError(`--to names the folder that models go to\nusage: tiebreak ${USAGE}`);
  const { endpoint, repo } = named(positionals[0]!, values.endpoint ?? HUB);
  const at = { endpoint, repo, token: process.env['HF_TOKEN'] || null };
  const report = await withDownloader(join(__dirname, 'downloader.js'), {}, async (downloader) => {
    const offer = await downloader.request('look', at);
    const graph = values.graph === undefined ? offer.graphs[0]! : offer.graphs.find(({ path }) => path === values.graph);
    if (!graph) throw new Error(`${offer.repo} has no ${values.graph}; it has ${offer.graphs.map(({ path }) => path).join(', ')}`);
    const files = [...offer.files, ...graph.weights];
    const bytes = files.reduce((sum, { size }) => sum + size, 0);
    const folder = join(to, ...folderName(offer.repo, graph.path));
    downloader.on('progress', ({ done }) => void (process.stderr.isTTY && process.stderr.write(`\r${mb(done)} of ${mb(bytes)} MB${done === bytes ? '\n' : ''}`)));
    await downloader.request('download', { ...at, repo: offer.repo, commit: offer.commit, files, folder });
    return { repo: offer.repo, commit: offer.commit, folder, files: files.map(({ path }) => path), bytes };
  });
  print(values.json, report, () => [`${report.repo} (${mb(report.bytes)} MB) is in ${report.folder}`]);
}

function named(id: string, address: string): { readonly endpoint: string; readonly repo: string } {
  try {
    const endpoint = endpointOf(address);
    return { endpoint, repo: repoOf(id, endpoint) };
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\nusage: tiebreak ${USAGE}`);
  }
}

function mb(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
