import type { PreferenceRecord } from './record.js';

/** Counts what a file's records hold, as they are read. */
export class Census {
  responses = 0;
  private readonly attributeNames = new Set<string>();
  private readonly modelNames = new Set<string>();
  private fewest = Infinity;
  private most = 0;
  private named = false;

  /** Counts one record. */
  add(record: PreferenceRecord): void {
    this.responses += record.responses.length;
    for (const { labels } of record.responses) {
      for (const { attribute, ratings } of labels) {
        this.attributeNames.add(attribute);
        this.people(ratings);
      }
    }
    if (record.preference && record.preference.votes.length > 0) this.people(record.preference.votes);
    for (const { model } of record.scores) this.modelNames.add(model);
  }

  get attributes(): string[] {
    return [...this.attributeNames];
  }

  /** Models whose scores the file holds. */
  get models(): string[] {
    return [...this.modelNames];
  }

  /** Fewest and most marks of one response on one attribute (or votes on one pair), and whether annotators have names. */
  get annotators(): { min: number; max: number; named: boolean } {
    return { min: Number.isFinite(this.fewest) ? this.fewest : 0, max: this.most, named: this.named };
  }

  private people(marks: readonly { readonly annotator: string | null }[]): void {
    this.fewest = Math.min(this.fewest, marks.length);
    this.most = Math.max(this.most, marks.length);
    this.named ||= marks.some(({ annotator }) => annotator !== null);
  }
}
