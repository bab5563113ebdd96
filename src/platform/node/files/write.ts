import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Written } from '../../../core/formats/rows.js';
import type { ByteSink } from '../../../core/ports.js';
import type { Packing } from './packing.js';
import { PackedSink } from './packedSink.js';
import { FileSink } from './sink.js';
import { FileSource } from './source.js';
import { stampOf } from './stamp.js';

/** A file written beside its target, durable, and not yet in its place. */
export interface Prepared {
  readonly written: Written;
  /** Where its bytes are until `commit`, and what they replace. */
  readonly temporary: string;
  readonly target: string;
  /** What was written, unpacked: open already, so that nobody can put other bytes in its place. */
  readonly source: FileSource;
  /** State of the file that stands at the target after `commit`. */
  readonly stamp: string;
  commit(): Promise<void>;
  abort(): Promise<void>;
}

/** Writes a file beside `path`, packed where `packing` says so. Throws with the target as it was. */
export async function prepare(path: string, packing: Packing | null, write: (sink: ByteSink) => Promise<Written>): Promise<Prepared> {
  const target = await FileSink.create(path);
  let sink: ByteSink = target;
  let plain = path;
  let cleared = async () => {};
  try {
    if (packing) {
      const folder = await mkdtemp(join(tmpdir(), 'tiebreak-'));
      cleared = () => rm(folder, { recursive: true, force: true });
      plain = join(folder, 'rows');
      sink = await PackedSink.create(packing, target, await FileSink.create(plain));
    }
    const written = await write(sink);
    await sink.prepare();
    const stamp = stampOf(await stat(target.temporary));
    const source = await FileSource.open(packing ? plain : target.temporary, plain);
    // The open file keeps its bytes; where the system does not let it lose its name, it goes when it is closed.
    await cleared().catch(() => source.onClose(cleared));
    return {
      written,
      temporary: target.temporary,
      target: target.target,
      source,
      stamp,
      commit: () => sink.commit(),
      abort: async () => {
        await source.close();
        await sink.abort();
      },
    };
  } catch (error) {
    await sink.abort();
    await cleared();
    throw error;
  }
}
