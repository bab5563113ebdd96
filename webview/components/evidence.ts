/** What people and models say of one response: a scale an attribute, label and prediction as numbers beside it. Scales are sliders where they can be set. */
import { t } from '@vscode/l10n';
import { css, html, nothing, type TemplateResult } from 'lit';
import { responseLetter } from '../../src/protocol/responseLetter.js';
import type { AttributeView, ResponseView } from '../../src/protocol/views/record.js';
import { percent, steps } from '../charts/geometry.js';
import { scale } from '../charts/scale.js';
import { slid, type Draft } from '../draft.js';
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
  /** The value that arrow keys are moving. */
  readonly draft: Draft;
  /** Place of the scale that Tab leads to. */
  readonly stop: number;
  /** Moves the focus to another scale. */
  readonly stopAt: (place: number) => void;
  /** Null where nothing can be set. */
  readonly set: ((attribute: AttributeView, value: number) => void) | null;
}

/** True where a model alone speaks of an attribute, and nobody can: one that the file has no place for. */
function isGuess({ marks, label, predicted, editable }: AttributeView): boolean {
  return predicted !== null && label === null && marks.length === 0 && !editable;
}

/** Height of the rows in lines of the scale: one an attribute, one a group of annotators, and two for all that a model alone speaks of. */
export function evidenceLines(attributes: readonly AttributeView[]): number {
  const guesses = attributes.filter(isGuess).length;
  return attributes.length - guesses + (guesses > 0 ? 2 : 0) + new Set(attributes.flatMap(({ pool }) => pool ?? [])).size;
}

/** The rows under a response; nothing where it has no attributes. */
export function evidence(response: ResponseView, context: EvidenceContext): TemplateResult | typeof nothing {
  const { attributes } = response;
  const rated = attributes.filter((attribute) => !isGuess(attribute));
  const guesses = attributes.filter(isGuess);
  if (attributes.length === 0) return nothing;
  const first = rated[0];
  const shared = first !== undefined && rated.every(({ min, max }) => min === first.min && max === first.max);
  const predicted = rated.some((attribute) => attribute.predicted !== null);
  const sliders = rated.flatMap((attribute, i) => (context.set && attribute.editable ? [i] : []));
  const stop = sliders.includes(context.stop) ? context.stop : sliders[0];
  const longest = rated.reduce((most, { name }) => Math.max(most, name.length), 0);
  return html`<div class="evidence ${context.pending === null ? '' : 'asking'} ${predicted ? '' : 'people'}" .style=${`--name: ${Math.min(24, longest)}ch`} role="group" aria-label=${t('Ratings of {0}', responseLetter(response.number))}>
    ${first ? html`<div class="row ends" aria-hidden="true"><span></span>${shared ? ends(first) : html`<span></span>`}<span>${t('label')}</span><span class="model">${t('model')}</span>${shared ? nothing : html`<span class="range"></span>`}</div>` : nothing}
    ${rated.map((attribute, i) => html`${attribute.pool !== null && attribute.pool !== rated[i - 1]?.pool ? html`<div class="row pool" role="presentation"><bdi>${oneLine(attribute.pool)}</bdi></div>` : nothing}
      ${row(response, attribute, i, context, { own: !shared, stop: i === stop, sliders })}`)}
    ${guesses.length > 0 ? guessed(response, guesses) : nothing}
  </div>`;
}

/** What a model alone says, in running text: nothing stands on a scale beside it that it could be compared with, and the texts need the room. */
function guessed({ number: response }: ResponseView, guesses: readonly AttributeView[]): TemplateResult {
  const { min, max } = guesses[0]!;
  const shared = guesses.every((each) => each.min === min && each.max === max);
  return html`<div class="guesses"><span class="dim">${t('model')}${shared ? html` <span class="num">${number(min)}–${number(max)}</span>` : nothing}</span>
    ${guesses.map((attribute) => {
      const said = t('{0}: {1}', t('{0} of {1}', oneLine(attribute.name), responseLetter(response)), attributeSpoken(attribute));
      return html`<span class="guess" role="img" title=${said} aria-label=${said}><bdi>${oneLine(attribute.name)}</bdi> <span class="num">${fixed(attribute.predicted?.mean ?? 0, 1)}${shared ? nothing : html`<span class="dim"> / ${number(attribute.max)}</span>`}</span></span>`;
    })}</div>`;
}

interface Place {
  /** True where rows have scales of their own. */
  readonly own: boolean;
  readonly stop: boolean;
  readonly sliders: readonly number[];
}

function row(response: ResponseView, attribute: AttributeView, place: number, context: EvidenceContext, { own, stop, sliders }: Place): TemplateResult {
  const { name, label, predicted, split, editable, min, max } = attribute;
  const set = editable && context.set ? (value: number) => context.set?.(attribute, value) : null;
  const of = t('{0} of {1}', oneLine(name), responseLetter(response.number));
  const called = attribute.pool === null ? of : t('{0} by {1}', of, oneLine(attribute.pool));
  const says = attributeSpoken(attribute);
  const key = `${attribute.pool ?? ''} ${name}`;
  const shown = context.draft.value(key) ?? label;
  const drawing = scale(attribute, shown, set);
  return html`<div class="row ${split ? 'split' : ''} ${context.pending === name ? 'pending' : ''}" title=${t('{0}: {1}', called, says)}>
    <span class="name clip" aria-hidden="true">${underlined(oneLine(name), set && context.focused ? context.letters.get(name) : undefined)}</span>
    ${set
      ? html`<span class="scale-box" role="slider" tabindex=${stop ? 0 : -1} data-place=${place} aria-label=${called} aria-valuemin=${min} aria-valuemax=${max} aria-valuenow=${shown ?? min} aria-valuetext=${shown === label ? says : number(shown ?? min)}
          @keydown=${(event: KeyboardEvent) => slide(event, { attribute, key, place, sliders, shown, set }, context)} @blur=${() => context.draft.settle()}>${drawing}</span>`
      : html`<span class="scale-box" role="img" aria-label=${t('{0}: {1}', called, says)}>${drawing}</span>`}
    <b class="num ${shown === label ? '' : 'moving'}" aria-hidden="true">${shown === null ? (set ? '–' : '') : number(shown)}</b>
    <span class="num model" aria-hidden="true">${predicted === null ? '' : html`<span title=${meanSd(predicted.mean, predicted.sd, 2)}>${fixed(predicted.mean, 1)}</span>`}</span>
    ${own ? html`<span class="range num dim" aria-hidden="true">${number(min)}–${number(max)}</span>` : nothing}
  </div>`;
}

interface Slider {
  readonly attribute: AttributeView;
  readonly key: string;
  readonly place: number;
  readonly sliders: readonly number[];
  readonly shown: number | null;
  readonly set: (value: number) => void;
}

/** Left and right move the value, up and down go to other scales, Enter sets it, Escape takes it back; every other key finds it set. */
function slide(event: KeyboardEvent, { attribute, key, place, sliders, shown, set }: Slider, { draft, stopAt }: EvidenceContext): void {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return draft.settle();
  const used = (): void => {
    event.preventDefault();
    event.stopPropagation();
  };
  const to = slid(event.key, shown, attribute.min, attribute.max);
  const digit = /^[0-9]$/.test(event.key) ? Number(event.key) : null;
  if (to !== null) {
    used();
    return draft.move(key, to, set);
  }
  if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
    used();
    draft.settle();
    const next = sliders[sliders.indexOf(place) + (event.key === 'ArrowUp' ? -1 : 1)];
    return next === undefined ? undefined : stopAt(next);
  }
  if (digit !== null && digit >= attribute.min && digit <= attribute.max) {
    used();
    draft.drop();
    return set(digit);
  }
  if (event.key === 'Escape') return draft.drop() ? used() : undefined;
  if (event.key === 'Enter' && draft.value(key) !== null) used();
  draft.settle();
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
  .evidence { --names: clamp(92px, var(--name, 0ch), 36%); padding: 2px 0 4px; flex: none; }
  .guesses { display: flex; flex-wrap: wrap; gap: 0 12px; padding: 2px 12px; line-height: 20px; font-size: var(--small); }
  .guess { white-space: nowrap; max-width: 100%; overflow: hidden; text-overflow: ellipsis; }
  .guess .num { font-weight: 600; }
  .row { display: grid; grid-template-columns: var(--names) minmax(0, 1fr) 28px 34px; align-items: center; gap: 0 12px; padding: 0 12px; height: 22px; }
  .row:has(.range) { grid-template-columns: var(--names) minmax(0, 1fr) 28px 34px 40px; }
  .people .row { grid-template-columns: var(--names) minmax(0, 1fr) 30px; }
  .people .row:has(.range) { grid-template-columns: var(--names) minmax(0, 1fr) 30px 40px; }
  .people .model { display: none; }
  .row b { text-align: right; font-weight: 600; }
  .row b.moving { color: var(--vscode-textLink-foreground); }
  .row .model { text-align: right; color: var(--dim); }
  .row.ends { height: 17px; font-size: 10px; color: var(--dim); }
  .row.ends > span { text-align: right; }
  .row.pool { display: block; height: 20px; line-height: 20px; font-size: var(--small); color: var(--dim); }
  .row.pool:not(.ends + .pool) { border-top: 1px solid var(--line); margin-top: 4px; height: 24px; line-height: 24px; }
  .scale-box:focus-visible { outline-offset: 2px; border-radius: 2px; }
  .numbers { position: relative; height: 14px; }
  .numbers i { position: absolute; transform: translateX(-50%); font-style: normal; }
  .row .name { line-height: 20px; }
  .row.split .name { color: var(--warn-text); font-weight: 600; }
  .row.pending { background: var(--vscode-list-inactiveSelectionBackground); outline: 1px solid var(--focus); outline-offset: -1px; }
  .asking .ends .numbers { color: var(--fg); font-weight: 600; }
  u { text-underline-offset: 3px; text-decoration-color: var(--dim); }
`;
