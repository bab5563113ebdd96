/** Rewards of a long list of responses: how many in each part, and where the open ones lie. */
import { t } from '@vscode/l10n';
import { css, svg, type TemplateResult } from 'lit';
import type { ResponseView } from '../../src/protocol/views/record.js';
import { binOf, histogram } from '../ranking.js';
import { fixed } from '../text/numbers.js';

const BINS = 24;
const HEIGHT = 26;

/** The chart; `open` are the numbers of the responses side by side, `show` is called with a response of the part that is clicked. */
export function rewardHistogram(responses: readonly ResponseView[], open: readonly number[], show: (response: number) => void): TemplateResult {
  const scored = responses.flatMap(({ number, reward }) => (reward ? [{ number, value: reward.mean }] : []));
  const values = scored.map(({ value }) => value);
  const sorted = values.toSorted((a, b) => a - b);
  const counts = histogram(values, BINS);
  const most = Math.max(...counts);
  const bin = (value: number): number => binOf(value, values, BINS);
  const marked = new Set(scored.filter(({ number }) => open.includes(number)).map(({ value }) => bin(value)));
  const [least, middle, greatest] = [sorted[0] ?? 0, sorted[Math.floor(sorted.length / 2)] ?? 0, sorted.at(-1) ?? 0];
  return svg`<svg class="histogram" height=${HEIGHT + 13} role="img" aria-label=${t('Rewards from {0} to {1}, half of them above {2}', fixed(least), fixed(greatest), fixed(middle))}>
    ${counts.map((count, i) => svg`<g class=${marked.has(i) ? 'open' : ''} @click=${() => {
      const first = scored.find(({ value }) => bin(value) === i);
      if (first) show(first.number);
    }}>
      <title>${count === 1 ? t('1 response') : t('{0} responses', count)}</title>
      <rect class="hit" x="${(i / BINS) * 100}%" width="${100 / BINS}%" y="0" height=${HEIGHT}></rect>
      <rect class="bar" x="${((i + 0.1) / BINS) * 100}%" width="${80 / BINS}%" y=${HEIGHT - height(count, most)} height=${height(count, most)}></rect></g>`)}
    <line class="base" x1="0" x2="100%" y1=${HEIGHT} y2=${HEIGHT}></line>
    <text class="tick" x="0" y=${HEIGHT + 11}>${fixed(least)}</text>
    <text class="tick" x="100%" y=${HEIGHT + 11} text-anchor="end">${fixed(greatest)}</text>
  </svg>`;
}

/** A part that is not empty is seen. */
function height(count: number, most: number): number {
  return count === 0 ? 0 : Math.max(2, (count / most) * (HEIGHT - 2));
}

/** The chart's colours. */
export const histogramStyles = css`
  .histogram { display: block; width: 100%; overflow: visible; }
  .histogram .hit { fill: transparent; }
  .histogram g { cursor: pointer; }
  .histogram .bar { fill: var(--dim); opacity: 0.55; }
  .histogram g:hover .bar { opacity: 0.9; }
  .histogram .open .bar { fill: var(--focus); opacity: 1; }
  .histogram .base { stroke: var(--line-strong); shape-rendering: crispEdges; }
  .histogram .tick { fill: var(--dim); font-size: 10px; font-variant-numeric: tabular-nums; }
`;
