/** An axis from "prefers A" to "prefers B", zero in its middle: people's strengths on the line, models' differences above it. */
import { t } from '@vscode/l10n';
import { css, nothing, svg, type TemplateResult } from 'lit';
import { number } from '../text/numbers.js';
import { percent, stacks, strengthSteps, type Axis } from './geometry.js';

const LINE = 18;
/** Distance of equal votes beside each other, and how many stand so. */
const APART = 6.5;
const BESIDE = 5;

/** One model's difference, with the tooltip that names it. */
export interface Voter {
  readonly difference: number;
  readonly title: string;
}

/** Models: a stroke a voter, and a bar from one sd under the mean to one above. */
export interface ModelMarks {
  readonly voters: readonly Voter[];
  readonly from: number;
  readonly mean: number;
  readonly to: number;
}

/** People: a circle a vote, a triangle for the label. `set` takes a strength that is clicked; null where none can be. */
export interface PeopleMarks {
  readonly votes: readonly number[];
  readonly label: number | null;
  readonly set: ((value: number) => void) | null;
}

/** Draws the axis; negative is on the left. */
export function preferenceAxis(axis: Axis, people: PeopleMarks | null, models: ModelMarks | null): TemplateResult {
  const x = (value: number): string => `${percent(value, -axis.limit, axis.limit)}%`;
  const ticks = [...axis.ticks.map((tick) => -tick).reverse(), 0, ...axis.ticks];
  return svg`<svg class="axis" height="38" aria-hidden="true">
    <line class="base" x1="0" x2="100%" y1=${LINE} y2=${LINE}></line>
    ${ticks.map((tick) => svg`
      <line class=${tick === 0 ? 'zero' : 'base'} x1=${x(tick)} x2=${x(tick)} y1=${tick === 0 ? 2 : LINE - 3} y2=${tick === 0 ? LINE + 6 : LINE + 3}></line>
      <text class="tick" x=${x(tick)} y="36" text-anchor="middle">${number(Math.abs(tick))}</text>`)}
    ${models ? modelMarks(models, axis, people !== null) : nothing}
    ${people ? peopleMarks(people, axis, x) : nothing}
  </svg>`;
}

function modelMarks({ voters, from, mean, to }: ModelMarks, axis: Axis, above: boolean): TemplateResult {
  const place = (value: number): number => percent(value, -axis.limit, axis.limit);
  const side = (value: number): string => (value < 0 ? 'left' : 'right');
  // Where people's marks are on the line, the bar lies above it.
  const bar = above ? LINE - 8 : LINE - 3;
  return svg`<rect class="band ${side(mean)}" x="${place(from)}%" width="${place(to) - place(from)}%" y=${bar} height=${above ? 4 : 6}></rect>
    ${voters.map((voter) => svg`<svg x="${place(voter.difference)}%" class="over">
      <title>${voter.title}</title>
      <rect class="reach" x="-4" width="8" y="0" height="12"></rect>
      <rect class="voter ${side(voter.difference)}" x="-0.75" width="1.5" y=${above ? 0 : 2} height="9"></rect>
    </svg>`)}
    <svg x="${place(mean)}%" class="over"><rect class="mean ${side(mean)}" x="-1" width="2" y=${bar - 2} height=${above ? 7 : 10}></rect></svg>`;
}

function peopleMarks({ votes, label, set }: PeopleMarks, axis: Axis, x: (value: number) => string): TemplateResult {
  const sizes = strengthSteps(axis.limit);
  return svg`${stacks(votes).map(({ value, count }) => {
    const shown = count > BESIDE ? 1 : count;
    return svg`<svg x=${x(value)} class="over">
      ${Array.from({ length: shown }, (_, i) => svg`<circle class="person" cx=${(i - (shown - 1) / 2) * APART} cy=${LINE} r="2.8"></circle>`)}
      ${count > shown ? svg`<text class="many" y=${LINE - 6} text-anchor="middle">×${count}</text>` : nothing}
    </svg>`;
  })}
  ${label === null ? nothing : svg`<svg x=${x(label)} class="over"><path class="label" d="M0 ${LINE + 3}l4 6h-8z"></path></svg>`}
  ${set ? [...sizes.map((size) => -size), 0, ...sizes].map((value) => step(x(value), 100 / (2 * axis.limit), value, set)) : nothing}`;
}

function step(x: string, width: number, value: number, set: (value: number) => void): TemplateResult {
  return svg`<svg x=${x} class="over step" @click=${() => set(value)}>
    <title>${value === 0 ? t('tie') : number(Math.abs(value))}</title>
    <rect class="reach" x="-${width / 2}%" width="${width}%" y=${LINE - 7} height="26"></rect>
    <path class="ghost" d="M0 ${LINE + 3}l4 6h-8z"></path>
  </svg>`;
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
