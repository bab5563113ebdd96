import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Expected {
  readonly ensembles: readonly { differences: number[]; mean: number; sd: number; z: number; pSign: number }[];
  readonly threeClosest: readonly { marks: number[]; near: number[]; consensus: number }[];
  readonly judgebench: {
    records: number;
    negative: number;
    unscaledNegative: number;
    scale: number[];
    mean: number[];
    sd: number[];
    z: number[];
    pSign: number[];
    contested: number[];
    ambiguous: number[];
    highVariance: number[];
  };
}

/** What `expected.py` computed with numpy and scipy. */
export const expected = JSON.parse(readFileSync(join(import.meta.dirname, 'expected.json'), 'utf8')) as Expected;
