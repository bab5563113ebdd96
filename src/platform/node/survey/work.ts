import { t } from '@vscode/l10n';
import { countLines } from '../../../core/bytes/findLines.js';
import { LineFile } from '../../../core/formats/lines.js';
import { readStretch } from '../../../core/readStretch.js';
import { schemaNamed } from '../../../core/schemas/registry.js';
import type { Schema } from '../../../core/schemas/schema.js';
import { Survey } from '../../../core/survey.js';
import { FileSource } from '../files/source.js';
import { sha256Hex16 } from '../hash.js';
import type { Outcome, SchemaSpec, Task } from './protocol.js';
import { searchLines } from './search.js';

// Rows of one read live until all of them are done: small reads leave the garbage collector little to keep.
const READS = { first: 256 * 1024, next: 256 * 1024 };

/** Does one task of a reader thread. */
export async function work(task: Task): Promise<Outcome> {
  const source = await FileSource.open(task.path);
  try {
    if (task.kind === 'count') return await countLines(source, task.span, task.heads);
    if (task.kind === 'search') return await searchLines(source, task.span, task.terms, task.schema && schemaOf(task.schema));
    if (task.kind === 'read') return await readStretch(source, task, schemaOf(task.schema), sha256Hex16);
    const survey = new Survey(schemaOf(task.schema));
    const file = new LineFile(source, READS, task.span);
    for await (const { slots } of file.scan()) {
      for (const slot of slots) survey.take(file, task.before === 0 ? slot : { ...slot, row: slot.row + task.before }, slot.row + task.before);
    }
    return await survey.end(async () => {
      throw new Error(t('rows of one record are scattered over the file'));
    });
  } finally {
    await source.close();
  }
}

/** The schema, fitted to the rows that it was fitted to where the file was opened. */
function schemaOf({ name, sample }: SchemaSpec): Schema {
  const named = schemaNamed(name);
  return sample ? (named.fit?.(sample) ?? named) : named;
}
