/** A curator with ground-truth answers who follows the queue: flips what is wrong, accepts what is right. */
import { crossFit, type CrossFit } from '../../../src/core/fit/crossFit.js';
import { Labels } from '../../../src/core/fit/labels.js';
import type { TextRows } from '../../../src/core/fit/textRows.js';
import { fingerprints } from '../../../src/core/query/fingerprint.js';
import { queueOrder } from '../../../src/core/query/queue.js';
import { RecordTable } from '../../../src/core/query/table.js';
import type { LocatedRecord } from '../../../src/core/record.js';
import type { LoadedModel } from '../../../src/core/scoring/loadedModel.js';
import { votersOf } from '../../../src/core/scoring/scoreRecords.js';
import type { RecordScores } from '../../../src/core/scoring/scores.js';
import type { Pair } from './pairs.js';

/** How the curator works. */
export interface Way {
  /** Scores of the bundled model as it is, or of heads that are fitted to the labels: once, or again as labels are mended. */
  readonly scores: 'bundled' | 'fitted once' | 'refitted';
  /** Looks between two makings of the queue. */
  readonly looks: number;
}

/** The records with flips planted, as a table holds them. */
export class Curator {
  readonly table = new RecordTable();
  private readonly records: LocatedRecord[];

  constructor(
    private readonly pairs: readonly Pair[],
    private readonly flipped: readonly boolean[],
    private readonly texts: TextRows,
    private readonly model: LoadedModel,
    private readonly bundled: readonly RecordScores[],
  ) {
    this.records = pairs.map((pair, index) => recordOf(pair, index, flipped[index]!));
    for (const record of this.records) this.table.add(record);
    this.table.finish();
  }

  /** Looks until that share of the wrong labels has been found. */
  looksToFind(share: number, { scores, looks }: Way): number {
    if (scores === 'bundled') this.scoreBundled();
    else this.fit();
    const wanted = Math.ceil(share * this.flipped.filter(Boolean).length);
    let found = 0;
    for (let made = 0; ; ) {
      const queue = queueOrder(this.table, null).indices;
      for (const index of queue.subarray(0, looks)) {
        made++;
        if (this.look(index)) found++;
        if (found === wanted) return made;
      }
      if (scores === 'refitted') this.fit();
      else for (const step of this.table.adapting()) void step;
    }
  }

  /** Decides one record; true where its label was wrong. */
  private look(index: number): boolean {
    const time = new Date(0);
    const wrong = this.flipped[index]!;
    if (wrong) {
      this.records[index] = recordOf(this.pairs[index]!, index, false);
      this.table.replace(index, this.records[index]!);
      this.table.reviews.apply({ edit: { index, id: this.records[index]!.id, operation: { kind: 'flip' }, reason: null, changes: [] }, undone: false }, time);
    } else this.table.reviews.say(index, { kind: 'accept' }, false, time);
    return wrong;
  }

  private scoreBundled(): void {
    this.table.setVoters(votersOf(this.model));
    this.records.forEach((_, index) => this.table.setScores(index, this.inOrder(index, this.bundled[index]!)));
    this.table.finish({ calibration: this.model.calibration, wrong: this.model.wrong ?? null });
  }

  private fit(): void {
    const labels = new Labels();
    const rows = this.records.map((record) => labels.take(record, this.texts));
    const work = crossFit(this.texts, labels, this.model);
    let step = work.next();
    while (!step.done) step = work.next();
    const { pairs } = step.value as CrossFit;
    const scale = pairs!.scale;
    this.table.setVoters(votersOf({ ...this.model, name: 'fit', members: pairs!.rewards.length, scale }));
    rows.forEach((own, index) => this.table.setScores(index, { rewards: pairs!.rewards.map((list) => own.map((row) => list[row] ?? null)), attributes: [[], []] }));
    this.table.finish({ calibration: { slope: scale, intercept: 0 } });
  }

  /** The bundled model's scores are of better and worse; the record may have them the other way round. */
  private inOrder(index: number, { rewards }: RecordScores): RecordScores {
    const present = this.table.columns.prints.get(index);
    const [first] = fingerprints([this.pairs[index]!.better, this.pairs[index]!.worse]);
    return { rewards: present[0] === first ? rewards : rewards.map((list) => [...list].reverse()), attributes: [[], []] };
  }
}

function recordOf({ prompt, better, worse }: Pair, index: number, flipped: boolean): LocatedRecord {
  const texts = flipped ? [worse, better] : [better, worse];
  return {
    index,
    id: `${index}#0`,
    rows: [index],
    dropped: false,
    edited: false,
    prompt,
    responses: texts.map((text) => ({ text, model: null, labels: [] })),
    preference: { chosen: 0, strength: null, votes: [] },
    scores: [],
    judges: [],
    besides: null,
    split: null,
    subset: null,
    extra: {},
  };
}
