import { stat } from 'node:fs/promises';
import { LineFile } from '../../../core/formats/lines.js';
import type { Schema } from '../../../core/schemas/schema.js';
import type { Stretch } from '../../../core/stretch.js';
import type { Opened } from '../files/openDataset.js';
import type { SchemaSpec, Task } from './protocol.js';
import { cutKey, spansOf } from './spans.js';
import { ReaderThreads } from './threads.js';
import { work } from './work.js';

/** Files smaller than `threadsFrom` bytes are read in one thread; `first` is read in this thread while others start, `span` is what a thread takes at once. */
const BYTES = { threadsFrom: 16 * 1024 * 1024, first: 256 * 1024, span: 8 * 1024 * 1024 };
/** Stretches that are read ahead of the one that is taken, a thread. */
const AHEAD = 3;
/** A thread holds up to a hundred megabytes, in the process that holds the records too: more are no faster by then, as one takes what they read. */
const MOST_THREADS = 4;
const YOUNG_MB = 32;

/** A large plain JSON Lines file as threads read it (`script`: the built reader.js), in order; null where it must be scanned. `gathers`: what statistics are made of, too. */
export async function stretchesOf({ files, parts, dataset, spec }: Opened, script: string, gathers = false, bytes = BYTES): Promise<AsyncIterable<Stretch> | null> {
  const [file] = files;
  const { schema } = dataset;
  const neighbours = schema.grouping.kind !== 'key' && schema.grouping.kind !== 'tree';
  if (!file || files.length > 1 || !spec || !neighbours || !(file.rows instanceof LineFile) || file.packing) return null;
  if ((await stat(file.path)).size < bytes.threadsFrom) return null;
  return inOrder({ path: file.path, schema, spec, split: parts[0]?.split ?? null, gathers }, script, bytes);
}

interface Source {
  readonly path: string;
  readonly schema: Schema;
  readonly spec: SchemaSpec;
  readonly split: string | null;
  readonly gathers: boolean;
}

async function* inOrder({ path, schema, spec, split, gathers }: Source, script: string, bytes: typeof BYTES): AsyncGenerator<Stretch> {
  const spans = await spansOf(path, bytes.span, cutKey(schema), bytes.first);
  const block = schema.grouping.kind === 'block' ? schema.grouping.size : 1;
  const task = (place: number, before: number): Task => ({ kind: 'read', path, span: spans[place]!, before, split, gathers, schema: spec });
  const threads = new ReaderThreads(script, Math.max(1, Math.min(MOST_THREADS, spans.length - 1)), YOUNG_MB);
  try {
    // Where a stretch begins within a block of rows is known when those before it have come; until then it is taken to be as it was last.
    let guess = 0;
    let rows = 0;
    const coming: { readonly before: number; readonly stretch: Promise<Stretch> }[] = [];
    for (let place = 0, sent = 1; place < spans.length; place++) {
      for (; sent < spans.length && coming.length < AHEAD * threads.count; sent++) {
        const stretch = threads.run(task(sent, guess)) as Promise<Stretch>;
        // It may fail before it is waited for.
        stretch.catch(() => undefined);
        coming.push({ before: guess, stretch });
      }
      const { before, stretch } = place === 0 ? { before: 0, stretch: work(task(0, 0)) as Promise<Stretch> } : coming.shift()!;
      let found = await stretch;
      if (rows % block !== before) {
        guess = rows % block;
        found = (await threads.run(task(place, guess), true)) as Stretch;
      }
      rows += found.starts.length;
      yield found;
    }
  } finally {
    await threads.close();
  }
}
