import { Census } from './census.js';
import { readRecords, type ReadOptions } from './readRecords.js';
import type { Records, ScanProgress } from './records.js';
import type { Edit, Operation } from './edits.js';
import { textsOf } from './journal.js';
import type { SavedEdit } from './log.js';
import type { JudgingOptions } from './query/judgingOptions.js';
import { makeList, type ListWish, type MadeList } from './query/list.js';
import { OwnFlagMarker, type OwnFlagProblem } from './query/ownFlags.js';
import { tableSource } from './query/published.js';
import type { Json, QueryOptions, TableStore, TextRow } from './query/store.js';
import { RecordTable } from './query/table.js';
import { textRow } from './query/textRow.js';
import { Worklist } from './query/worklist.js';
import type { ReviewBook } from './reviews/book.js';
import type { Review } from './reviews/review.js';
import { scoreTable } from './scoring/scoreTable.js';
import { calibrating, type ScoringModel } from './scoring/scoringModels.js';
import type { Scorer, ScoreSummary } from './scoring/scorer.js';
import type { RecordScores, ScoreInput } from './scoring/scores.js';
import type { LoadedModel } from './scoring/loadedModel.js';

/** How a scoring of the whole file is watched and ended. */
export interface SessionWatch {
  readonly signal?: AbortSignal;
  /** At most so many records, from the first. */
  readonly limit?: number;
  /** Hears each record's prompt as it is read. */
  readonly onPrompt?: (prompt: ScoreInput['prompt']) => void;
  /** Hears each record's scores by each model. */
  readonly onRecord?: (index: number, scores: RecordScores, model: LoadedModel) => void;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Records are read for their texts so many at a time: one read waits for the disk while others are parsed. */
const TEXTS_AT_ONCE = 32;

/** One open file with everything known of it: records, numbers, flags, worklist, SQL. What the engine and the CLI work with. */
export class Session {
  readonly table = new RecordTable();
  readonly census = new Census();
  private readonly marker = new OwnFlagMarker(this.table, {
    where: (condition) => this.where(condition),
    changed: (indices) => (indices === null ? this.store.reload() : this.store.update(indices)),
  });
  private list: Worklist | null = null;
  private loaded = false;

  constructor(
    readonly dataset: Records,
    private readonly store: TableStore,
  ) {}

  /** Reads every row, a chunk at a time, and judges the records when all are there. */
  async *read(options: ReadOptions = {}): AsyncGenerator<ScanProgress> {
    let last: ScanProgress | null = null;
    for await (const progress of readRecords(this, options)) yield (last = progress);
    for (const step of this.table.finishing()) {
      void step;
      if (last) yield last;
    }
    if (this.loaded) this.store.reload();
    await this.mark();
  }

  /** Judges by other limits, and by flags of the user's own, from now on; all records anew where they have been read. */
  async judgeBy({ thresholds, ownFlags }: JudgingOptions): Promise<void> {
    const { judging } = this.table;
    judging.setOwnFlags(ownFlags);
    for (const step of judging.anew(thresholds)) void step;
    if (this.loaded) this.store.reload();
    await this.mark();
  }

  /** Finds the records that meet the user's own flags, of all or of some; nothing before they have been judged. */
  mark(only: readonly number[] | null = null): Promise<void> {
    return this.marker.mark(only);
  }

  /** Flags of the user's own whose conditions cannot be evaluated, and why. */
  get flagProblems(): readonly OwnFlagProblem[] {
    return this.marker.problems;
  }

  /** What an operation changes; applied already. */
  async edit(index: number, operation: Operation, reason: string | null): Promise<Edit> {
    const edit = await this.dataset.edit(index, operation, reason);
    await this.apply({ edit, undone: false });
    return edit;
  }

  /** Does an edit again, or takes it back; answers the records it touched. */
  async apply(edit: SavedEdit): Promise<number[]> {
    const indices = await this.put(edit);
    await this.mark(indices);
    return indices;
  }

  private async put(edit: SavedEdit): Promise<number[]> {
    const touched = await this.dataset.apply(textsOf(edit));
    const others: number[] = [];
    for (const index of touched) others.push(...this.table.replace(index, await this.dataset.record(index)));
    const indices = [...new Set([...touched, ...others])];
    if (edit.edit.changes.length > 0) this.reviews.apply(edit, new Date());
    if (this.loaded) this.store.update(indices);
    return indices;
  }

  /** What was done to the records, now and as their log tells. */
  get reviews(): ReviewBook {
    return this.table.reviews;
  }

  /** Takes a review, or its taking back, that is in the log. */
  review(index: number, review: Review, taken: boolean, time: Date): void {
    this.reviews.say(index, review, taken, time);
    if (this.loaded) this.store.update([index]);
  }

  /** Does pending edits again after a restart; an edit whose rows read differently now is refused. */
  async replay(edits: readonly SavedEdit[]): Promise<{ applied: SavedEdit[]; refused: SavedEdit[] }> {
    const applied: SavedEdit[] = [];
    const refused: SavedEdit[] = [];
    const touched = new Set<number>();
    for (const pending of edits) {
      const { edit, undone } = pending;
      const fits = await this.dataset.holds(edit.changes.map(({ row, before, after }) => ({ row, text: undone ? after : before })));
      (fits ? applied : refused).push(pending);
      if (fits) for (const index of await this.put(pending)) touched.add(index);
    }
    if (touched.size > 0) await this.mark([...touched]);
    return { applied, refused };
  }

  /** Scores the file's records with loaded models, which then vote in the place of the file's own scores, each model's members on its own scale. */
  async score(scorer: Scorer, models: readonly ScoringModel[], watch: SessionWatch = {}): Promise<ScoreSummary> {
    const total = await scoreTable(this, scorer, models, watch, (index) => this.loaded && this.store.update([index]));
    this.judge(calibrating(models));
    await this.mark();
    return total;
  }

  /** Judges all records anew, by the limits of the whole file; after a scoring has ended, or was ended. */
  judge(model: LoadedModel | null): void {
    this.table.finish({ calibration: model?.calibration ?? null, wrong: model?.wrong ?? null });
    if (this.loaded) this.store.reload();
  }

  /** Makes a list with all that it can be asked for by. Throws `QueryError`. */
  async listOf(wish: ListWish, options?: QueryOptions): Promise<MadeList> {
    if (wish.order === 'queue') this.adapt();
    const made = await makeList(this.table, () => this.sql(), wish, options);
    this.list = made.worklist;
    return made;
  }

  /** Takes what the curator has decided since the last time into P(label wrong) and the priorities; nothing where that is nothing. */
  adapt(): void {
    const { judging } = this.table;
    if (!judging.done || this.reviews.decided === judging.decided) return;
    for (const step of judging.adapting()) void step;
    if (this.loaded) this.store.reload();
  }

  /** The worklist made last. */
  get worklist(): Worklist {
    return (this.list ??= new Worklist(this.table, 'flags', null));
  }

  /** Runs one SELECT over `records`. Throws `QueryError`. */
  async query(sql: string, options?: QueryOptions): Promise<readonly Readonly<Record<string, Json>>[]> {
    return (await this.sql()).query(sql, options);
  }

  /** Records that meet an SQL condition. Throws `QueryError`. */
  async where(condition: string): Promise<Uint32Array> {
    return (await this.sql()).where(condition);
  }

  close(): Promise<void> {
    return this.store.close();
  }

  private async sql(): Promise<TableStore> {
    if (!this.loaded) {
      this.loaded = true;
      await this.store.load(tableSource(this.table), (indices) => this.texts(indices));
    }
    return this.store;
  }

  private async *texts(indices: readonly number[] | null): AsyncGenerator<TextRow> {
    const count = indices?.length ?? this.table.count;
    for (let from = 0; from < count; from += TEXTS_AT_ONCE) {
      const places = Array.from({ length: Math.min(TEXTS_AT_ONCE, count - from) }, (_, i) => from + i);
      yield* await Promise.all(
        places.map(async (place) => {
          const index = indices ? (indices[place] as number) : place;
          return textRow(index, await this.dataset.content(index));
        }),
      );
    }
  }
}
