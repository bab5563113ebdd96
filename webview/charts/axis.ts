/** An axis from "prefers A" to "prefers B", zero in its middle: for people's strengths or for models' differences. */
import { t } from '@vscode/l10n';
import { css, nothing, svg, type TemplateResult } from 'lit';
import { number } from '../text/numbers.js';
import { percent, stacks, strengthSteps, type Axis } from './geometry.js';

const LINE = 16;
const STACK = 6;
const STACKED = 3;

function frame(axis: Axis, content: TemplateResult): TemplateResult {
  const x = (value: number): string => `${percent(value, -axis.limit, axis.limit)}%`;
  const ticks = [...axis.ticks.map((tick) => -tick).reverse(), 0, ...axis.ticks];
  return svg`<svg class="axis" height="36" aria-hidden="true">
    <line class="base" x1="0" x2="100%" y1=${LINE} y2=${LINE}></line>
    ${ticks.map((tick) => svg`
      <line class=${tick === 0 ? 'zero' : 'base'} x1=${x(tick)} x2=${x(tick)} y1=${tick === 0 ? 2 : LINE - 3} y2=${tick === 0 ? LINE + 6 : LINE + 3}></line>
      <text class="tick" x=${x(tick)} y="34" text-anchor="middle">${number(Math.abs(tick))}</text>`)}
    ${content}
  </svg>`;
}

/** People: a circle a vote, a triangle for the label. Negative is on the left. `set` takes a strength that is clicked; null where none can be. */
export function votesAxis(axis: Axis, votes: readonly number[], label: number | null, set: ((value: number) => void) | null): TemplateResult {
  const steps = strengthSteps(axis.limit);
  const x = (value: number): string => `${percent(value, -axis.limit, axis.limit)}%`;
  return frame(axis, svg`
    ${stacks(votes).map((stack) => svg`<svg x=${x(stack.value)} class="over">
      ${Array.from({ length: stack.count > STACKED ? 1 : stack.count }, (_, i) => svg`<circle class="person" cy=${LINE - i * STACK} r="2.8"></circle>`)}
      ${stack.count > STACKED ? svg`<text class="many" y=${LINE - 6} text-anchor="middle">×${stack.count}</text>` : nothing}
    </svg>`)}
    ${label === null ? nothing : svg`<svg x=${x(label)} class="over"><path class="label" d="M0 ${LINE + 2}l4 6h-8z"></path></svg>`}
    ${set ? [...steps.map((size) => -size), 0, ...steps].map((value) => step(x(value), 100 / (2 * axis.limit), value, set)) : nothing}`);
}

function step(x: string, width: number, value: number, set: (value: number) => void): TemplateResult {
  return svg`<svg x=${x} class="over step" @click=${() => set(value)}>
    <title>${value === 0 ? t('tie') : number(Math.abs(value))}</title>
    <rect class="reach" x="-${width / 2}%" width="${width}%" height="36"></rect>
    <path class="ghost" d="M0 ${LINE + 2}l4 6h-8z"></path>
  </svg>`;
}

/** One model's difference, with the tooltip that names it. */
export interface Voter {
  readonly difference: number;
  readonly title: string;
}

/** Models: a stroke a voter, a bar from one sd under the mean to one above. Negative is on the left. */
export function modelsAxis(axis: Axis, voters: readonly Voter[], spread: { readonly from: number; readonly mean: number; readonly to: number }): TemplateResult {
  const { mean } = spread;
  const place = (value: number): number => percent(value, -axis.limit, axis.limit);
  const at = { from: place(spread.from), mean: place(mean), to: place(spread.to) };
  const side = (value: number): string => (value < 0 ? 'left' : 'right');
  return frame(axis, svg`
    <rect class="band ${side(mean)}" x="${at.from}%" width="${at.to - at.from}%" y=${LINE - 3} height="6"></rect>
    ${voters.map((voter) => svg`<svg x="${percent(voter.difference, -axis.limit, axis.limit)}%" class="over">
      <title>${voter.title}</title>
      <rect class="reach" x="-4" width="8" y="0" height="12"></rect>
      <rect class="voter ${side(voter.difference)}" x="-0.75" width="1.5" y="2" height="9"></rect>
    </svg>`)}
    <svg x="${at.mean}%" class="over"><rect class="mean ${side(mean)}" x="-1" width="2" y=${LINE - 5} height="10"></rect></svg>`);
}

/** The axis' colours; `--left` and `--right` are those of the two responses. */
export const axisStyles = css`
  .axis { display: block; width: 100%; overflow: visible; }
  .axis .over { overflow: visible; }
  .axis .base { stroke: var(--line-strong); shape-rendering: crispEdges; }
  .axis .zero { stroke: var(--dim); shape-rendering: crispEdges; }
  .axis .tick, .axis .many { fill: var(--dim); font-size: 10px; font-variant-numeric: tabular-nums; }
  .axis .person { fill: var(--bg); stroke: var(--fg); stroke-width: 1.2; }
  .axis .label { fill: var(--fg); }
  .axis .step { cursor: pointer; }
  .axis .ghost { fill: none; stroke: var(--focus); stroke-width: 1.2; visibility: hidden; }
  .axis .step:hover .ghost { visibility: visible; }
  .axis .reach { fill: transparent; }
  .axis .left { fill: var(--left); }
  .axis .right { fill: var(--right); }
  .axis .band { opacity: 0.4; }
`;
