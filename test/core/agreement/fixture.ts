import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ratedItems, type RatedItems } from '../../../src/core/agreement/ratedItems.js';

interface Crowdlab {
  readonly consensus: number[];
  readonly quality: number[];
  readonly annotatorQuality: (number | null)[];
  readonly modelWeight: number;
  readonly annotatorWeight: number[];
}

interface DawidSkene {
  readonly steps: number;
  readonly classes: number[];
  readonly prior: number[];
  readonly accuracy: number[];
  readonly posterior?: number[][];
}

interface AnnotatorFigures {
  readonly rater: number;
  readonly ratings: number;
  readonly items: number;
  readonly pairs: number;
  readonly exact: number;
  readonly bias: number;
  readonly kappa: number;
  readonly kappaQuadratic: number;
}

/** What `test/fixtures/agreement/expected.py` computed with public libraries. */
export const outside = JSON.parse(readFileSync(join(import.meta.dirname, '../../fixtures/agreement/expected.json'), 'utf8')) as {
  readonly cases: readonly { readonly name: string; readonly named: boolean; readonly scale: number[]; readonly offset: number; readonly rows: string; readonly expected: Readonly<Record<string, number | null>> }[];
  readonly bootstrap: { readonly case: string; readonly draws: number; readonly seed: number; readonly ci95: Readonly<Record<string, [number, number]>> };
  readonly crowd: { readonly rows: string; readonly scale: number[]; readonly probabilities: number[][]; readonly annotators: AnnotatorFigures[]; readonly dawidSkene: DawidSkene[]; readonly crowdlab: Crowdlab };
  readonly lone: { readonly rows: string; readonly scale: number[]; readonly probabilities: number[][]; readonly crowdlab: Crowdlab };
  readonly pandalm: { readonly annotators: AnnotatorFigures[]; readonly dawidSkene: DawidSkene };
};

/** The marks of a fixture's rows. */
export function marksOf(rows: string, offset = 0): (number | null)[][] {
  return rows.split(' ').map((word) => [...word].map((digit) => (digit === '-' ? null : Number(digit) + offset)));
}

/** A case by name, as rated items. */
export function itemsOf(name: string): RatedItems {
  const { rows, offset, scale, named } = outside.cases.find((one) => one.name === name)!;
  return ratedItems(marksOf(rows, offset), scale, named);
}
