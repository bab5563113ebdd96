/** The wire between the extension host (or any client) and the engine: one interface, both ends derive from it. */
import type { AuditPlan } from '../core/audit/plan.js';
import type { Consistency } from '../core/audit/result.js';
import type { LabelChanges } from '../core/compare/changes.js';
import type { Edit, Operation, RowText } from '../core/edits.js';
import type { EvaluateReport } from '../core/evaluate/report.js';
import type { SavedEdit } from '../core/log.js';
import type { JudgingOptions } from '../core/query/judgingOptions.js';
import type { DatasetReport } from '../core/report/datasetReport.js';
import type { HistoryLine } from '../core/reviews/history.js';
import type { Review } from '../core/reviews/review.js';
import type { DeviceWish } from '../core/scoring/deviceWish.js';
import type { StatsReport } from '../core/stats/report.js';
import type { AuditView } from './audit.js';
import type { PreviewView } from './preview.js';
import type { PackedScatter } from './report.js';
import type { ColumnInfo } from './columns.js';
import type { BadRowText } from './views/badRow.js';
import type { DatasetView, RelatedView, SchemaCandidate } from './views/dataset.js';
import type { ListItem, ListQuery, ListView } from './views/list.js';
import type { RecordView } from './views/record.js';
import type { ScoringView } from './views/scoring.js';

/** Names an open dataset for the engine's lifetime. */
export type DatasetId = number;

/** Requests: name -> [params, result]. */
export interface EngineMethods {
  /** Opens a file, folder or glob (`schema`: a name, or a mapping file; `split`: only that split's records; `attach`: files that speak of the same responses; `removed`: rows that this session's saves took out of it, as they were; they keep their numbers; `judging`: what records are judged by); answers as soon as its first rows are read. Reading goes on, told by `dataset` events. */
  open: [{ path: string; schema: string | null; split?: string | null; removed: readonly RowText[]; attach: readonly string[]; judging?: JudgingOptions }, { dataset: DatasetId; view: DatasetView }];
  /** Judges the records by other limits and flags of the user's own from now on. */
  judge: [{ dataset: DatasetId; judging: JudgingOptions }, null];
  /** The schemas that a file may have, best first. */
  candidates: [{ path: string }, readonly SchemaCandidate[]];
  /** The files of a folder or glob. */
  shards: [{ path: string }, readonly { readonly path: string; readonly split: string | null }[]];
  /** What a mapping, as text, makes of the first rows of a file. */
  preview: [{ path: string; mapping: string }, MappingPreview];
  /** A first guess at the mapping of a file, as text. */
  guessMapping: [{ path: string }, string];
  close: [{ dataset: DatasetId }, null];
  /** Stops reading; what was read can be looked at. */
  stopReading: [{ dataset: DatasetId }, null];
  readOn: [{ dataset: DatasetId }, null];
  /** Files beside this one that speak of the same prompts and responses. */
  related: [{ dataset: DatasetId }, readonly RelatedView[]];
  /** A row that could not be read, by its number from 1. */
  badRow: [{ dataset: DatasetId; row: number }, BadRowText];
  record: [{ dataset: DatasetId; index: number }, RecordView];
  /** Makes a list; `view` tells pages on one file apart, each of which has a list of its own. */
  list: [{ dataset: DatasetId; query: ListQuery; view?: number }, ListView];
  items: [{ dataset: DatasetId; from: number; count: number; view?: number }, readonly ListItem[]];
  /** Place of an item in the present list, null where it is not in it. */
  place: [{ dataset: DatasetId; index: number; view?: number }, number | null];
  /** The item after (or before) one in the list's order; `flagged` skips those without a flag, and goes round. */
  step: [{ dataset: DatasetId; index: number; by: 1 | -1; flagged: boolean; view?: number }, number | null];
  /** Makes the edit and applies it; the client keeps it in its journal. */
  edit: [{ dataset: DatasetId; index: number; operation: Operation; reason: string | null }, Edit];
  /** Does an edit again or takes it back; refused where its rows read differently now. */
  apply: [{ dataset: DatasetId; edit: SavedEdit }, null];
  /** After a restart or hot exit: does pending edits again, once every row is read. Those whose rows read differently now are refused. */
  replay: [{ dataset: DatasetId; edits: readonly SavedEdit[] }, { applied: readonly SavedEdit[]; refused: readonly SavedEdit[] }];
  /** Writes the rows in place now to `path` (the file itself where it is the same) and appends the log; `unlogged` says why where the log alone could not be written. */
  save: [{ dataset: DatasetId; path: string; edits: readonly SavedEdit[]; overwrite: boolean }, { bytes: number; unlogged: string | null }];
  score: [{ dataset: DatasetId; model: ModelWish }, null];
  /** Fits heads to the labels as they stand now, on the model's embeddings, and scores every response with them, out of fold; told by `scoring` events. */
  fit: [{ dataset: DatasetId; model: ModelWish }, null];
  cancelScore: [{ dataset: DatasetId }, null];
  /** Reads a model's folder and tries it on the device; rejects with the file and the reason where it cannot be used. */
  readModel: [{ folder: string; device: DeviceWish }, ModelSummary];
  /** Scores one text alone with the first model. */
  scoreText: [{ prompt: string; text: string; model: ModelWish }, TextScore];
  /** What the labels, unsaved edits included, say of each other. */
  stats: [{ dataset: DatasetId }, StatsReport];
  /** What the scores as they are now are worth against the labels. */
  evaluate: [{ dataset: DatasetId }, EvaluateReport];
  query: [{ dataset: DatasetId; sql: string }, readonly Record<string, unknown>[]];
  /** The report's own numbers. */
  report: [{ dataset: DatasetId }, DatasetReport];
  /** Mean against sd of all records. */
  scatter: [{ dataset: DatasetId }, PackedScatter];
  /** Says something of a record without changing the file (`taken`: takes it back); in the log when it answers. */
  review: [{ dataset: DatasetId; index: number; review: Review; taken: boolean }, null];
  /** The last audit, and where it stands; null before the first. */
  audit: [{ dataset: DatasetId }, AuditView | null];
  /** What an audit of so many records would look at, and how exactly it would speak. */
  auditPlan: [{ dataset: DatasetId; size: number }, AuditPlan];
  /** Draws a sample and begins an audit; in the log when it answers. Equal seeds draw equal samples. */
  startAudit: [{ dataset: DatasetId; size: number; seed: number }, AuditView | null];
  endAudit: [{ dataset: DatasetId }, AuditView | null];
  /** A decided record came back, and was decided the same way or another; answers how often they were the same. */
  again: [{ dataset: DatasetId; index: number; same: boolean }, Consistency | null];
  /** What was done to a record, oldest first: lines of the log, and edits that are not saved. */
  history: [{ dataset: DatasetId; index: number }, readonly HistoryLine[]];
  /** Where an item of the list stands as text: the file, and the line from 0. */
  textPlace: [{ dataset: DatasetId; item: number }, { path: string; line: number }];
  /** The item of the list that a line of the file is part of; null where there is none. */
  itemAtLine: [{ dataset: DatasetId; line: number }, number | null];
  /** What the labels, unsaved edits included, say else than those of an earlier version of the file, at `before`. */
  compareLabels: [{ dataset: DatasetId; before: string; schema: string | null; removed: readonly RowText[] }, LabelChanges];
  /** The columns of `records`, for completion and sorting. */
  columns: [{ dataset: DatasetId }, readonly ColumnInfo[]];
  /** Values of a column of texts, the most frequent first, at most 50. */
  values: [{ dataset: DatasetId; column: string }, readonly string[]];
}

/** What a mapping makes of a file, without the names that the host knows. */
export type MappingPreview = Omit<PreviewView, 'name' | 'mapping'>;

/** Which models are to run, and where. */
export interface ModelWish {
  /** Their folders, `bundled` for the one that comes along; at least one. */
  readonly folders: readonly string[];
  readonly device: DeviceWish;
}

/** What a model that can be used is. */
export interface ModelSummary {
  readonly name: string;
  readonly members: number;
  /** Fixed scale of its reward; null where each file gives one. */
  readonly scale: number | null;
  readonly attributes: readonly string[];
  readonly device: string;
  readonly adapter: string;
  readonly skipped: readonly { readonly device: string; readonly reason: string }[];
}

/** What the model says of one selected text. */
export interface TextScore {
  readonly model: string;
  readonly device: string;
  readonly adapter: string;
  readonly skipped: readonly { readonly device: string; readonly reason: string }[];
  /** Null where the model predicts attributes only. */
  readonly reward: { readonly mean: number; readonly sd: number } | null;
  readonly attributes: readonly { readonly attribute: string; readonly mean: number; readonly sd: number }[];
}

/** Notifications of the engine. */
export interface EngineEvents {
  dataset: { dataset: DatasetId; view: DatasetView };
  scoring: { dataset: DatasetId; view: ScoringView };
  /** These records read differently now; null = any may. `decided` counts those that were accepted or edited. */
  changed: { dataset: DatasetId; indices: readonly number[] | null; decided?: number };
}
