import type { LocatedRecord } from '../record.js';
import { AttributeTable, type AttributePart } from './columns/attributes.js';
import { RecordColumns } from './columns/record.js';
import { writeRecord } from './columns/write.js';
import { fingerprints } from './fingerprint.js';
import { VoterScores, type VoterPart } from './voters.js';

/** What is written of records before they are judged, as plain data on its way from the thread that read them. */
export interface WrittenPart {
  readonly count: number;
  readonly columns: readonly unknown[];
  readonly attributes: readonly AttributePart[];
  readonly scores: VoterPart;
}

/** What records themselves say, by column, before they are judged. */
export class WrittenRecords {
  /** Records added so far. */
  count = 0;
  readonly columns = new RecordColumns();
  readonly attributes = new AttributeTable();
  /** Rewards that the file holds. */
  readonly scores = new VoterScores();

  /** Takes the next record; `record.index` must be `count`. */
  add(record: LocatedRecord): void {
    if (record.index !== this.count) throw new RangeError(`Record ${record.index} comes after ${this.count - 1}.`);
    this.count++;
    const texts = record.responses.map(({ text }) => text);
    this.write(record, texts, fingerprints(texts));
  }

  /** Writes a record over what stood in its place; `texts` are its responses', `prints` their fingerprints. */
  write(record: LocatedRecord, texts: readonly string[], prints: readonly number[]): void {
    writeRecord(this.columns, record, texts, prints);
    this.attributes.setLabels(record.index, record.responses);
    const rewards: (readonly (number | null)[])[] = [];
    record.scores.forEach(({ model, rewards: list }, i) => (rewards[this.scores.place(model, i)] = list));
    this.scores.set(record.index, record.responses.length, rewards);
  }

  /** All records, for the `append` of others. */
  pack(): WrittenPart {
    const { count, columns, attributes, scores } = this;
    return { count, columns: columns.pack(count), attributes: attributes.pack(count), scores: scores.pack(count) };
  }

  /** Takes the next records as others hold them, instead of adding them one by one; `ids` of those that these could not know, by their place. */
  append({ count, columns, attributes, scores }: WrittenPart, ids: readonly (readonly [index: number, id: string])[]): void {
    const at = this.count;
    this.count += count;
    this.columns.append(at, columns);
    for (const [index, id] of ids) this.columns.id.set(index, id);
    this.attributes.append(at, attributes);
    this.scores.append(at, scores, (index) => this.columns.responses.get(index));
  }
}
