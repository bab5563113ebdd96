/** What people and models say of one response: a scale an attribute, label and prediction as numbers beside it. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { responseLetter } from '../../src/protocol/responseLetter.js';
import type { AttributeView, ResponseView } from '../../src/protocol/views.js';
import { percent, steps } from '../charts/geometry.js';
import { scale } from '../charts/scale.js';
import { oneLine } from '../text/hostile.js';
import { fixed, meanSd, number } from '../text/numbers.js';
import { attributeSpoken } from '../text/spoken.js';

/** What the rows need to know besides the response. */
export interface EvidenceContext {
  /** Attribute -> its key. */
  readonly letters: ReadonlyMap<string, string>;
  /** True where attribute keys act on this response. */
  readonly focused: boolean;
  /** The attribute of this response that waits for its value. */
  readonly pending: string | null;
  /** Null where nothing can be set. */
  readonly set: ((attribute: AttributeView, value: number) => void) | null;
}

/** Height of the rows in lines of the scale: one an attribute, and one a group of annotators. */
export function evidenceLines(attributes: readonly AttributeView[]): number {
  return attributes.length + new Set(attributes.flatMap(({ pool }) => pool ?? [])).size;
}

/** The rows under a response; nothing where it has no attributes. */
export function evidence(response: ResponseView, context: EvidenceContext): TemplateResult | typeof nothing {
  const { attributes } = response;
  const first = attributes[0];
  if (!first) return nothing;
  const shared = attributes.every(({ min, max }) => min === first.min && max === first.max);
  const predicted = attributes.some((attribute) => attribute.predicted !== null);
  return html`<div class="evidence ${context.pending === null ? '' : 'asking'}" role="group" aria-label="Ratings of ${responseLetter(response.number)}">
    <div class="row ends" aria-hidden="true"><span></span>${shared ? ends(first) : html`<span></span>`}<span>label</span><span>${predicted ? 'model' : ''}</span>${shared ? nothing : html`<span class="range"></span>`}</div>
    ${attributes.map((attribute, i) => html`${attribute.pool !== null && attribute.pool !== attributes[i - 1]?.pool ? html`<div class="row pool" role="presentation"><bdi>${oneLine(attribute.pool)}</bdi></div>` : nothing}
      ${row(response, attribute, context, !shared)}`)}
  </div>`;
}

function row(response: ResponseView, attribute: AttributeView, context: EvidenceContext, own: boolean): TemplateResult {
  const { name, label, predicted, split, editable } = attribute;
  const set = editable && context.set ? (value: number) => context.set?.(attribute, value) : null;
  const by = attribute.pool === null ? '' : ` by ${oneLine(attribute.pool)}`;
  const spoken = `${oneLine(name)} of ${responseLetter(response.number)}${by}: ${attributeSpoken(attribute)}`;
  return html`<div class="row ${split ? 'split' : ''} ${context.pending === name ? 'pending' : ''}" title=${spoken}>
    <span class="name clip" aria-hidden="true">${underlined(oneLine(name), set && context.focused ? context.letters.get(name) : undefined)}</span>
    <span class="scale-box" role="img" aria-label=${spoken}>${scale(attribute, set)}</span>
    <b class="num" aria-hidden="true">${label === null ? '–' : number(label)}</b>
    <span class="num model" aria-hidden="true">${predicted === null ? '' : html`<span title=${meanSd(predicted.mean, predicted.sd, 2)}>${fixed(predicted.mean, 1)}</span>`}</span>
    ${own ? html`<span class="range num dim" aria-hidden="true">${number(attribute.min)}–${number(attribute.max)}</span>` : nothing}
  </div>`;
}

/** The numbers of a scale that all rows share, over their ticks. */
function ends({ min, max }: AttributeView): TemplateResult {
  const ticks = steps(min, max);
  return html`<span class="numbers num">${(ticks.length > 0 ? ticks : [min, max]).map((tick) => html`<i .style=${`left: ${percent(tick, min, max)}%`}>${number(tick)}</i>`)}</span>`;
}

/** A name with the letter of its key underlined, as menus do. */
function underlined(name: string, letter: string | undefined): unknown {
  const at = letter === undefined ? -1 : name.toLowerCase().indexOf(letter);
  return at < 0 ? name : html`${name.slice(0, at)}<u>${name.charAt(at)}</u>${name.slice(at + 1)}`;
}

/** Styles of the rows. */
export const evidenceStyles = css`
  .evidence { padding: 2px 0 4px; flex: none; }
  .row { display: grid; grid-template-columns: 92px minmax(0, 1fr) 28px 34px; align-items: center; gap: 0 12px; padding: 0 12px; height: 24px; }
  .row:has(.range) { grid-template-columns: 92px minmax(0, 1fr) 28px 34px 40px; }
  .row b { text-align: right; font-weight: 600; }
  .row .model { text-align: right; color: var(--dim); }
  .row.ends { height: 17px; font-size: 10px; color: var(--dim); }
  .row.ends > span { text-align: right; }
  .row.pool { display: block; height: 20px; line-height: 20px; font-size: var(--small); color: var(--dim); }
  .row.pool:not(.ends + .pool) { border-top: 1px solid var(--line); margin-top: 4px; height: 24px; line-height: 24px; }
  .numbers { position: relative; height: 14px; }
  .numbers i { position: absolute; transform: translateX(-50%); font-style: normal; }
  .row .name { line-height: 20px; }
  .row.split .name { color: var(--warn-text); font-weight: 600; }
  .row.pending { background: var(--vscode-list-inactiveSelectionBackground); outline: 1px solid var(--focus); outline-offset: -1px; }
  .asking .ends .numbers { color: var(--fg); font-weight: 600; }
  u { text-underline-offset: 3px; text-decoration-color: var(--dim); }
`;
