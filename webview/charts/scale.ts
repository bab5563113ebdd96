/** One attribute of one response on its scale: people's marks, the label, the model's mean and sd. */
import { css, nothing, svg, type TemplateResult } from 'lit';
import type { AttributeView } from '../../src/protocol/views/record.js';
import { number } from '../text/numbers.js';
import { band, percent, stacks, steps } from './geometry.js';

const LINE = 11;
/** Distance of equal marks beside each other. */
const APART = 6.5;
/** Of more equal marks than these, one stands with their number. */
const BESIDE = 5;
/** Scales of more steps have no room for marks beside each other. */
const ROOMY = 6;

/** Draws the scale; `at` is where the label is shown, `set` is called with a step that is clicked, null where the attribute cannot be set. */
export function scale(attribute: AttributeView, at: number | null, set: ((value: number) => void) | null): TemplateResult {
  const { min, max, marks, predicted, split } = attribute;
  const x = (value: number): string => `${percent(value, min, max)}%`;
  const values = marks.map((mark) => mark.value);
  const ticks = steps(min, max);
  const most = ticks.length > 0 && ticks.length <= ROOMY ? BESIDE : 1;
  return svg`<svg class="scale" height="22" aria-hidden="true">
    <line class="base" x1="0" x2="100%" y1=${LINE} y2=${LINE}></line>
    ${(ticks.length > 0 ? ticks : [min, max]).map((tick) => svg`<line class="base" x1=${x(tick)} x2=${x(tick)} y1=${LINE - 3} y2=${LINE + 3}></line>`)}
    ${predicted ? model(band(predicted.mean, predicted.sd, min, max)) : nothing}
    ${split ? svg`<line class="split" x1=${x(Math.min(...values))} x2=${x(Math.max(...values))} y1=${LINE} y2=${LINE}></line>` : nothing}
    ${stacks(values).map((stack) => people(x(stack.value), stack.count, most))}
    ${at === null ? nothing : svg`<svg x=${x(at)} class="over"><path class="label" d="M0 15l4 6h-8z"></path></svg>`}
    ${set ? ticks.map((tick) => step(x(tick), 100 / (ticks.length - 1), tick, set)) : nothing}
  </svg>`;
}

function model(at: { from: number; to: number; mean: number }): TemplateResult {
  return svg`<rect class="band" x="${at.from}%" width="${at.to - at.from}%" y=${LINE - 3} height="6"></rect>
    <svg x="${at.mean}%" class="over"><rect class="mean" x="-1" width="2" y=${LINE - 6} height="12"></rect></svg>`;
}

/** Equal marks stand beside each other about their value. */
function people(x: string, count: number, most: number): TemplateResult {
  const shown = count > most ? 1 : count;
  return svg`<svg x=${x} class="over">
    ${Array.from({ length: shown }, (_, i) => svg`<circle class="person" cx=${(i - (shown - 1) / 2) * APART} cy=${LINE} r="2.8"></circle>`)}
    ${count > shown ? svg`<text class="many" x="0" y=${LINE - 5} text-anchor="middle">×${count}</text>` : nothing}
  </svg>`;
}

function step(x: string, width: number, value: number, set: (value: number) => void): TemplateResult {
  return svg`<svg x=${x} class="over step" @click=${() => set(value)}>
    <title>${number(value)}</title>
    <rect class="hit" x="-${width / 2}%" width="${width}%" height="22"></rect>
    <path class="ghost" d="M0 15l4 6h-8z"></path>
  </svg>`;
}

/** The scale's colours; `--ink` is the response's own. */
export const scaleStyles = css`
  .scale { display: block; width: 100%; overflow: visible; }
  .scale .over { overflow: visible; }
  .scale .base { stroke: var(--line-strong); shape-rendering: crispEdges; }
  .scale .band { fill: var(--ink); opacity: 0.4; }
  .scale .mean { fill: var(--ink); }
  .scale .split { stroke: var(--warn); stroke-width: 2; shape-rendering: crispEdges; }
  .scale .person { fill: var(--bg); stroke: var(--fg); stroke-width: 1.2; }
  .scale .many { fill: var(--fg); font-size: 9px; }
  .scale .label { fill: var(--fg); }
  .scale .step { cursor: pointer; }
  .scale .hit { fill: transparent; }
  .scale .ghost { fill: none; stroke: var(--focus); stroke-width: 1.2; visibility: hidden; }
  .scale .step:hover .ghost { visibility: visible; }
`;
