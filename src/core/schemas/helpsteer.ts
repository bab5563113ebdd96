import { text } from './fields.js';
import { helpsteer2 } from './helpsteer2.js';
import { detectRuns } from './helpsteerRuns.js';
import type { Schema } from './schema.js';

/** HelpSteer (2311.09528): HelpSteer2's columns, but up to four responses of one prompt follow each other. */
export const helpsteer: Schema = {
  ...helpsteer2,
  name: 'helpsteer',
  grouping: { kind: 'run', most: 4, key: (row) => text(row, 'prompt') },
  detect: (sample) => detectRuns(sample, 'helpsteer'),
};
