/** What the report's page shows: each part as far as it is computed. */
import type { EvaluateReport } from '../../src/core/evaluate/report.js';
import type { DatasetReport } from '../../src/core/report/datasetReport.js';
import type { ReportedAudit } from '../../src/core/report/sections/audit.js';
import type { StatsReport } from '../../src/core/stats/report.js';
import type { ReportPart } from '../../src/protocol/report.js';
import type { DatasetView } from '../../src/protocol/views/dataset.js';
import type { ScoringView } from '../../src/protocol/views/scoring.js';
import type { Points } from './scatter/points.js';

/** What each part is once it is there. */
export interface PartValues {
  readonly report: DatasetReport;
  readonly scatter: Points;
  /** Null before the first audit. */
  readonly audit: ReportedAudit | null;
  readonly stats: StatsReport;
  readonly evaluate: EvaluateReport;
}

/** A part: on its way, there, refused, or called off. The last value stays in sight while a new one is computed. */
export interface Part<T> {
  readonly state: 'waiting' | 'computing' | 'done' | 'failed' | 'cancelled';
  readonly value: T | null;
  readonly error: string | null;
}

/** All of the page. */
export interface ReportState {
  readonly view: DatasetView | null;
  readonly scoring: ScoringView | null;
  readonly parts: { readonly [K in ReportPart]: Part<PartValues[K]> };
  /** True where records have changed since. */
  readonly stale: boolean;
  /** Why nothing can be shown; null where it can. */
  readonly openError: string | null;
  /** The condition that was put into the worklist's filter last. */
  readonly filtered: string | null;
  /** What was refused last; null for nothing. */
  readonly error: string | null;
  /** Said by screen readers when it changes. */
  readonly announcement: string;
}

/** The parts, in the order in which they are computed. */
export const PARTS: readonly ReportPart[] = ['report', 'scatter', 'audit', 'stats', 'evaluate'];

const WAITING = { state: 'waiting', value: null, error: null } as const;

/** Before the host has answered. */
export const INITIAL: ReportState = {
  view: null,
  scoring: null,
  parts: { report: WAITING, scatter: WAITING, audit: WAITING, stats: WAITING, evaluate: WAITING },
  stale: false,
  openError: null,
  filtered: null,
  error: null,
  announcement: '',
};

/** Holds the state and tells its listeners of every change. */
export class ReportStore {
  #state: ReportState = INITIAL;
  readonly #listeners = new Set<() => void>();

  get state(): ReportState {
    return this.#state;
  }

  update(patch: Partial<ReportState>): void {
    this.#state = { ...this.#state, ...patch };
    for (const listener of this.#listeners) listener();
  }

  /** Puts one part in place. */
  part<K extends ReportPart>(name: K, patch: Partial<Part<PartValues[K]>>): void {
    const { parts } = this.#state;
    this.update({ parts: { ...parts, [name]: { ...parts[name], ...patch } } });
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
