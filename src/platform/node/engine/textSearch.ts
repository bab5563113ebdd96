import { stat } from 'node:fs/promises';
import { LineFile } from '../../../core/formats/lines.js';
import { allTerms, termsIn, termsOf } from '../../../core/query/text/terms.js';
import type { Records } from '../../../core/records.js';
import type { Opened } from '../files/openDataset.js';
import { FileSource } from '../files/source.js';
import type { Task } from '../survey/protocol.js';
import { searchLines, type Hits } from '../survey/search.js';
import { spansOf } from '../survey/spans.js';
import { inThreads } from '../survey/threads.js';

/** Files smaller than this are looked through in this thread; `span` is what a thread takes at once. */
const BYTES = { threadsFrom: 16 * 1024 * 1024, span: 32 * 1024 * 1024 };
/** Records that are checked before others have their turn. */
const STEP = 200;

/** Finds the records whose prompt or responses hold some words: the bytes of JSON Lines are looked through first, in threads where there are many. */
export class TextSearch {
  /** What was looked for last, and what was found: a list is often made again. */
  private last: { readonly key: string; readonly found: Uint8Array } | null = null;

  /** `script` is the built reader.js; null looks through everything in this thread. */
  constructor(
    private readonly opened: Opened,
    private readonly script: string | null,
    private readonly bytes = BYTES,
  ) {}

  /** One byte a record: 1 where every term is found. */
  async found(text: string, signal: AbortSignal): Promise<Uint8Array> {
    const terms = termsOf(text);
    const { records } = this.opened.dataset;
    const key = JSON.stringify([terms, records]);
    if (this.last?.key !== key) this.last = { key, found: await this.look(terms, records, signal) };
    return this.last.found;
  }

  private async look(terms: readonly string[], records: number, signal: AbortSignal): Promise<Uint8Array> {
    const { dataset } = this.opened;
    const found = new Uint8Array(records);
    const candidates = await this.candidates(terms, records, signal);
    if (candidates?.checked) return found.map((_, index) => Number(candidates.masks[index] === allTerms(terms)));
    for (let index = 0; index < records; index++) {
      if (candidates && candidates.masks[index] !== allTerms(terms)) continue;
      if (index % STEP === 0) await turn(signal);
      found[index] = Number(await holds(dataset, index, terms));
    }
    return found;
  }

  /** Terms that each record may hold, `checked` where it does; null where the bytes do not say. */
  private async candidates(terms: readonly string[], records: number, signal: AbortSignal): Promise<{ masks: Uint8Array; checked: boolean } | null> {
    const { dataset, files, parts, spec } = this.opened;
    const { grouping } = dataset.schema;
    // A message of a tree is part of the prompts of all that hang on it.
    if (grouping.kind === 'tree') return null;
    const checked = grouping.kind === 'row' && spec !== null;
    const masks = new Uint8Array(records);
    let before = 0;
    for (const [part, { rows }] of parts.entries()) {
      const file = files[part];
      // What another program has written into a file meanwhile is not what is open.
      if (!file || !(rows instanceof LineFile) || file.packing || !(await file.assertUnchanged().then(() => true, () => false))) return null;
      const hits = await this.hits(file.path, terms, checked ? spec : null, dataset.schema, signal);
      for (const { starts, masks: found } of hits) {
        starts.forEach((start, i) => {
          const row = rows.rowAt(start);
          const index = row < 0 ? -1 : dataset.recordOf(before + row);
          if (index >= 0) masks[index]! |= found[i]!;
        });
      }
      before += rows.rows;
    }
    return { masks, checked };
  }

  private async hits(path: string, terms: readonly string[], spec: Opened['spec'], schema: Records['schema'], signal: AbortSignal): Promise<readonly Hits[]> {
    const { size } = await stat(path);
    if (this.script !== null && size >= this.bytes.threadsFrom) {
      const spans = await spansOf(path, this.bytes.span, null);
      return (await inThreads(this.script, spans.map((span): Task => ({ kind: 'search', path, span, terms, schema: spec })))) as Hits[];
    }
    const source = await FileSource.open(path);
    try {
      return [await searchLines(source, { from: 0, to: size }, terms, spec && schema, () => turn(signal))];
    } finally {
      await source.close();
    }
  }
}

async function turn(signal: AbortSignal): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  signal.throwIfAborted();
}

async function holds(dataset: Records, index: number, terms: readonly string[]): Promise<boolean> {
  try {
    return termsIn(await dataset.content(index), terms) === allTerms(terms);
  } catch {
    return false;
  }
}
