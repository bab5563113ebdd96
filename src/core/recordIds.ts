import type { Growable } from './bytes/growable.js';
import { HashCounter } from './bytes/hashCounter.js';
import { hashHalves, recordHash } from './identity.js';
import type { Hash } from './ports.js';
import type { PreferenceRecord } from './record.js';

/** Tells records of one hash apart while a file is scanned. */
export class RecordIds {
  private readonly seen = new HashCounter();

  /** `halves` gets the two halves of every hash. */
  constructor(
    private readonly hash: Hash,
    private readonly halves: Growable<Uint32Array> | null,
  ) {}

  /** The next record's hash, and how many of its equals came before. */
  next(record: PreferenceRecord): readonly [hash: string, occurrence: number] {
    const hash = recordHash(record, this.hash);
    const [high, low] = hashHalves(hash);
    this.halves?.push(high);
    this.halves?.push(low);
    return [hash, this.seen.next(high, low)];
  }
}
