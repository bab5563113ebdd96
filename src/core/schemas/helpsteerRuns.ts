import { t } from '@vscode/l10n';
import type { Detection, Row } from './schema.js';
import { detection } from './detection.js';
import { HELPSTEER, isHelpsteer } from './helpsteerRatings.js';

const SURE = 0.95;
const UNLIKELY = 0.6;
/** Both, where the sample cannot tell: too close to call, so that the curator is asked. */
const UNDECIDED = { helpsteer2: 0.8, helpsteer: 0.78 } as const;
/** Share of the evidence that decides. */
const MAJORITY = 0.6;

/** How sure a sample of single numbers per attribute is HelpSteer's (up to 4 responses a prompt) or HelpSteer2's (pairs of rows). */
export function detectRuns(sample: readonly Row[], name: 'helpsteer' | 'helpsteer2'): Detection | null {
  const { pairs, longer } = evidence(sample);
  const decided =
    longer === 0 || pairs >= MAJORITY * (pairs + longer) ? 'helpsteer2' : longer >= 1 && longer >= MAJORITY * (pairs + longer) ? 'helpsteer' : null;
  const sure = decided === null ? UNDECIDED[name] : decided === name ? SURE : UNLIKELY;
  const why = decided === null ? t('pairs or longer runs of one prompt (too few rows to tell)') : decided === 'helpsteer' ? t('runs of up to 4 rows of one prompt') : t('two rows a prompt');
  return detection(sample, sure, t('prompt, response and one number for each of {0}, {1},', HELPSTEER.join(', '), why), (row) =>
    isHelpsteer(row, (value) => typeof value === 'number'),
  );
}

/** What speaks for either: a run of 4 may be two pairs that share a prompt and counts half, a run of 3 cannot and counts twice. */
function evidence(sample: readonly Row[]): { pairs: number; longer: number } {
  let pairs = 0;
  let longer = 0;
  for (let start = 0, end = 0; start < sample.length; start = end) {
    const prompt = sample[start]?.['prompt'];
    for (end = start + 1; end < sample.length && sample[end]?.['prompt'] === prompt; ) end++;
    // Empty rows have no prompt to share.
    if (typeof prompt !== 'string') continue;
    const length = end - start;
    // The sample may end within a run.
    const whole = end < sample.length || start === 0;
    if (length === 2 && start % 2 === 0) pairs++;
    else if (length >= 2) longer += length === 3 && whole ? 2 : length === 2 ? 1 : 0.5;
  }
  return { pairs, longer };
}
