import { FORMATS, formatOf } from '../platform/node/files/formats.js';
import type { Opened } from '../platform/node/files/openDataset.js';
import { UsageError } from './args.js';

/** Names under which a format is read just the same, beside its own: a .json of JSON Lines. */
const ALSO: Readonly<Record<string, string>> = { jsonl: 'json' };

/** Throws `UsageError` where `--out` is called after another format than what is written there: a save keeps the format. */
export function assertFormat(target: string, { files }: Opened): void {
  const own = files[0]?.rows.format;
  const named = formatOf(target, new Uint8Array())?.name ?? own;
  if (files.length > 1 || own === undefined || named === own || named === ALSO[own]) return;
  const endings = FORMATS.find(({ name }) => name === own)?.extensions.join(' or ') ?? own;
  throw new UsageError(`--out keeps the format of the file: it takes a name in ${endings}, not ${target}`);
}
