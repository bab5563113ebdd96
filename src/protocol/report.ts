/** The wire between the report's page and the extension host. */
import type { EvaluateReport } from '../core/evaluate/report.js';
import type { DatasetReport } from '../core/report/datasetReport.js';
import type { ReportedAudit } from '../core/report/sections/audit.js';
import type { StatsReport } from '../core/stats/report.js';
import type { DatasetView } from './views/dataset.js';
import type { ScoringView } from './views/scoring.js';

/** What the report is computed in: each part comes when it is done, and can be cancelled. */
export type ReportPart = 'report' | 'scatter' | 'audit' | 'stats' | 'evaluate';

/** Requests of the report's page: name -> [params, result]. */
export interface ReportMethods {
  /** The first request: what is open. */
  ready: [null, ReportOpening];
  report: [null, DatasetReport];
  scatter: [null, ScatterPoints];
  /** The last audit; null before the first. */
  audit: [null, ReportedAudit | null];
  stats: [null, StatsReport];
  evaluate: [null, EvaluateReport];
  /** Ends the computing of a part; its request rejects. */
  cancel: [{ part: ReportPart }, null];
  /** Filters the dataset's editor by an SQL condition over `records`. */
  filter: [{ where: string }, null];
  /** Shows a record in the dataset's editor. */
  reveal: [{ index: number }, null];
  /** Does something that the page cannot do by itself. */
  act: [{ action: ReportAction }, null];
}

/** Scores the responses, or writes the report to a file that the user names. */
export type ReportAction = 'score' | 'exportHtml' | 'exportJson';

/** What the report starts from. */
export interface ReportOpening {
  readonly view: DatasetView;
  readonly scoring: ScoringView;
  /** The document's address: the page keeps it, so that its report comes back with the window. */
  readonly of: string;
}

/** Events of the host. */
export interface ReportEvents {
  dataset: DatasetView;
  scoring: ScoringView;
  /** Records read differently now: what is shown may be out of date. */
  changed: null;
}

/** Mean against sd of all records with at least two voters, in file order; parallel arrays. */
export interface ScatterPoints {
  /** Uint32: places in the file. */
  readonly index: ArrayBuffer;
  /** Float32. */
  readonly mean: ArrayBuffer;
  /** Float32: population sd. */
  readonly sd: ArrayBuffer;
  /** Uint8: 1 where the record bears a flag. */
  readonly flagged: ArrayBuffer;
}

/** The same between engine and host, whose channel takes text only: base64. */
export type PackedScatter = { readonly [K in keyof ScatterPoints]: string };

/** Envelopes on `postMessage`. */
export type ReportMessage =
  | { readonly id: number; readonly method: keyof ReportMethods; readonly params: unknown }
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly error: string }
  | { readonly event: keyof ReportEvents; readonly params: unknown };
