import { t } from '@vscode/l10n';
import { labelChanges, type LabelChanges } from '../../../core/compare/changes.js';
import type { RowText } from '../../../core/edits.js';
import { openDataset, type Opened } from '../files/openDataset.js';
import { sha256Hex16 } from '../hash.js';
import type { OpenFile } from './openFile.js';

/** So many records that differ are told one by one. */
const MOST = 2000;

/** What the labels of an open file say else than those of an earlier version of it, which lies at `before`; `schema` reads both. */
export async function compareLabels(open: OpenFile, { before, schema, removed }: { before: string; schema: string | null; removed: readonly RowText[] }, signal: AbortSignal): Promise<LabelChanges> {
  await open.reading.whole();
  const { path, files, dataset } = open.opened;
  if (files.length !== 1) throw new Error(t('several files are open together: compare one of them by itself'));
  const versions: Opened[] = [];
  try {
    versions.push(await openDataset(before, { schema }), await openDataset(path, { schema, removed }));
    const [old, now] = versions.map((each) => each.dataset);
    return await labelChanges({ before: old!, now: now!, edited: async (index) => (dataset.edited(index) ? dataset.record(index) : null) }, sha256Hex16, MOST, signal);
  } finally {
    for (const each of versions) await Promise.all(each.files.map((file) => file.close()));
  }
}
