import type { FileScore, PreferenceRecord } from './record.js';

/** What records hold, in numbers that can be added up. */
export interface Counted {
  readonly responses: number;
  readonly attributes: readonly string[];
  /** Models whose scores the file holds. */
  readonly models: readonly string[];
  /** Fewest and most marks of one response on one attribute (or votes on one pair), and whether annotators have names. */
  readonly annotators: { readonly min: number; readonly max: number; readonly named: boolean };
}

/** Counts what a file's records hold, as they are read. */
export class Census {
  responses = 0;
  private readonly attributeNames = new Set<string>();
  private readonly modelNames = new Set<string>();
  /** Models of the last records, by their place. */
  private readonly last: string[] = [];
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
    this.addModels(record.scores);
  }

  private addModels(scores: readonly FileScore[]): void {
    for (let i = 0; i < scores.length; i++) {
      const { model } = scores[i]!;
      // Most records have the same models in the same order as the one before.
      if (this.last[i] === model) continue;
      this.modelNames.add(model);
      this.last[i] = model;
    }
  }

  /** Counts what was counted elsewhere. */
  append({ responses, attributes, models, annotators: { min, max, named } }: Counted): void {
    this.responses += responses;
    for (const attribute of attributes) this.attributeNames.add(attribute);
    for (const model of models) this.modelNames.add(model);
    this.fewest = Math.min(this.fewest, min);
    this.most = Math.max(this.most, max);
    this.named ||= named;
  }

  get attributes(): string[] {
    return [...this.attributeNames];
  }

  get counted(): Counted {
    return { responses: this.responses, attributes: this.attributes, models: [...this.modelNames], annotators: { min: this.fewest, max: this.most, named: this.named } };
  }

  private people(marks: readonly { readonly annotator: string | null }[]): void {
    this.fewest = Math.min(this.fewest, marks.length);
    this.most = Math.max(this.most, marks.length);
    this.named ||= marks.some(({ annotator }) => annotator !== null);
  }
}

/** The sum of what several runs of records hold; with none of them nobody marked anything. */
export function added(parts: readonly Counted[]): Counted {
  const fewest = Math.min(...parts.map(({ annotators }) => annotators.min));
  return {
    responses: parts.reduce((sum, { responses }) => sum + responses, 0),
    attributes: [...new Set(parts.flatMap(({ attributes }) => attributes))],
    models: [...new Set(parts.flatMap(({ models }) => models))],
    annotators: {
      min: Number.isFinite(fewest) ? fewest : 0,
      max: Math.max(0, ...parts.map(({ annotators }) => annotators.max)),
      named: parts.some(({ annotators }) => annotators.named),
    },
  };
}
