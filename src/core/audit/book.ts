import type { LogLine } from '../log.js';
import type { AgainLine, AuditAnswerLine, AuditEndLine, AuditStartLine } from './lines.js';
import { consistencyOf, estimates, type AuditResult, type Consistency, type StratumResult } from './result.js';

/**
 * The last audit of one open file, and how often the curator agreed with themselves. Use: `load` the log, `meet` every record
 * as it is read, then `take` what is logged from then on.
 */
export class AuditBook {
  private started: AuditStartLine | null = null;
  private ended: string | null = null;
  private readonly answers = new Map<string, boolean>();
  /** Places in the sample by id, and in the file by place in the sample. */
  private readonly sampled = new Map<string, number>();
  private indices: (number | undefined)[] = [];
  private readonly places = new Map<number, number>();
  private same = 0;
  private repeated = 0;
  private made: AuditResult | null = null;

  /** Takes the lines of a log, oldest first, before records are met. */
  load(lines: readonly LogLine[]): void {
    for (const line of lines) if (line.event === 'audit' || line.event === 'again') this.take(line);
  }

  /** Takes one line. */
  take(line: AuditStartLine | AuditAnswerLine | AuditEndLine | AgainLine): void {
    this.made = null;
    if (line.event === 'again') {
      this.repeated++;
      if (line.same) this.same++;
    } else if (line.kind === 'start') this.begin(line);
    else if (line.kind === 'end') this.ended ??= line.time;
    else if (this.sampled.has(line.id)) {
      if (line.wrong === null) this.answers.delete(line.id);
      else this.answers.set(line.id, line.wrong);
    }
  }

  /** True where there is a sample whose records are to be met. */
  get waits(): boolean {
    return this.sampled.size > 0;
  }

  /** Learns where a record of the sample is in the file. */
  meet(id: string, index: number): void {
    const place = this.sampled.get(id);
    if (place === undefined) return;
    this.indices[place] = index;
    this.places.set(index, place);
  }

  /** When the audit that goes on began; null where none does. */
  get running(): string | null {
    return this.started !== null && this.ended === null ? this.started.time : null;
  }

  /** The sample's records that the file still has, in the order in which they are looked at; none where no audit goes on. */
  get order(): readonly number[] {
    return this.running === null ? [] : this.indices.filter((index) => index !== undefined);
  }

  /** The first record of the sample that is not answered; null where all are, or no audit goes on. */
  get next(): number | null {
    return this.order.find((index) => this.standing(index) === 'open') ?? null;
  }

  /** Whether the audit that goes on asks for a record, or has its answer; undefined where it is not in the sample. */
  standing(index: number): 'open' | 'answered' | undefined {
    const place = this.running === null ? undefined : this.places.get(index);
    return place === undefined ? undefined : this.answer(index) === null ? 'open' : 'answered';
  }

  /** Whether the label of a record of the sample was found wrong; null where it is not answered. */
  answer(index: number): boolean | null {
    const place = this.places.get(index);
    const id = place === undefined ? undefined : this.started?.sample[place]?.[0];
    return id === undefined ? null : (this.answers.get(id) ?? null);
  }

  /** What the last audit has found; null where there was none. */
  get result(): AuditResult | null {
    if (!this.started) return null;
    return (this.made ??= { started: this.started.time, ended: this.ended, ...estimates(this.strata(this.started)) });
  }

  get consistency(): Consistency | null {
    return consistencyOf(this.same, this.repeated);
  }

  private begin(line: AuditStartLine): void {
    this.started = line;
    this.ended = null;
    this.answers.clear();
    this.sampled.clear();
    this.places.clear();
    this.indices = new Array<number | undefined>(line.sample.length).fill(undefined);
    line.sample.forEach(([id], place) => this.sampled.set(id, place));
  }

  private strata({ strata, sample }: AuditStartLine): readonly StratumResult[] {
    const counts = strata.map(() => ({ sampled: 0, answered: 0, wrong: 0 }));
    for (const [id, stratum] of sample) {
      const count = counts[stratum]!;
      const wrong = this.answers.get(id);
      count.sampled++;
      if (wrong !== undefined) count.answered++;
      if (wrong === true) count.wrong++;
    }
    return strata.map((stratum, i) => ({ ...stratum, ...counts[i]! }));
  }
}
