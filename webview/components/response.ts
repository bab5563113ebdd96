/** One response: whether it is chosen, its text, and what people and models say of it. */
import { t } from '@vscode/l10n';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { LabelOperation } from '../../src/core/edits.js';
import { characters } from '../../src/core/query/columns/characters.js';
import { responseLetter } from '../../src/protocol/responseLetter.js';
import type { ResponseView } from '../../src/protocol/views/record.js';
import type { Actions } from '../actions.js';
import { scaleStyles } from '../charts/scale.js';
import type { Piece } from '../diff/compare.js';
import { Draft } from '../draft.js';
import { attributeLetters } from '../letters.js';
import { base } from '../styles.js';
import { oneLine } from '../text/hostile.js';
import { count, fixed, meanSd } from '../text/numbers.js';
import { evidence, evidenceStyles } from './evidence.js';
import { icon, iconStyles } from './icon.js';
import './text.js';

/** `<tb-response .response=...>`. */
@customElement('tb-response')
export class ResponseElement extends LitElement {
  static override styles = [base, iconStyles, scaleStyles, evidenceStyles, css`
    :host { display: flex; flex-direction: column; min-height: 0; min-width: 0; scroll-margin: 0 1px; border: 1px solid var(--line); border-radius: 4px; }
    h3 { display: flex; align-items: center; gap: 12px; padding: 0 12px; height: 28px; border-bottom: 1px solid var(--line); flex: none; white-space: nowrap; }
    h3 .letter { font-weight: 600; color: color-mix(in srgb, var(--ink) 66%, var(--vscode-foreground)); border: 1px solid transparent; border-radius: 3px; min-width: 20px; text-align: center; line-height: 18px; margin-left: -5px; }
    :host([focused][among]) .letter { border-color: currentColor; }
    h3 .chosen { color: var(--good-text); display: inline-flex; gap: 3px; align-items: center; font-weight: 600; }
    h3 .choose { visibility: hidden; display: inline-flex; gap: 6px; align-items: center; color: var(--dim); margin-left: -4px; }
    :host(:hover) .choose, .choose:focus-visible { visibility: visible; }
    h3 .end { margin-left: auto; display: flex; gap: 12px; min-width: 0; }
    h3 .end bdi { min-width: 4em; }
    :host { container-type: inline-size; }
    @container (max-width: 330px) { h3 .end .words { display: none; } }
    .text { padding: 8px 12px; overflow: auto; flex: 1; min-height: 0; overscroll-behavior: contain; }
    .text > tb-text { max-width: 100ch; }
    .evidence { border-top: 1px solid var(--line); }
    :host([textless]) .evidence { border-top: none; }
  `];

  @property({ attribute: false }) response!: ResponseView;
  @property({ attribute: false }) actions!: Actions;
  /** True where attribute keys act on this response. */
  @property({ type: Boolean, reflect: true }) focused = false;
  @property({ attribute: false }) pending: string | null = null;
  /** True where the page may make edits. */
  @property({ type: Boolean }) editable = false;
  /** True where there is another response, and the file can take which is preferred. */
  @property({ type: Boolean, reflect: true }) choosable = false;
  /** True where there is another response that keys may act on. */
  @property({ type: Boolean, reflect: true }) among = false;
  /** What the file can take. */
  @property({ attribute: false }) edits: readonly LabelOperation['kind'][] = [];
  /** Stands in the letter's place where the response is none of the record's. */
  @property({ attribute: false }) name: string | null = null;
  @property({ type: Boolean }) markdown = false;
  @property({ type: Boolean }) whole = false;
  @property({ attribute: false }) highlight: readonly string[] = [];
  /** The text's pieces where it is compared with another. */
  @property({ attribute: false }) pieces: readonly Piece[] | null = null;
  /** True where the text is shown elsewhere. */
  @property({ type: Boolean, reflect: true }) textless = false;
  /** Told as the text is scrolled. */
  @property({ attribute: false }) scrolled: ((from: Element) => void) | null = null;
  /** The scale that Tab leads to. */
  @state() private stop = 0;
  /** True once the text was scrolled: putting it back costs a layout, which most texts do not need. */
  #moved = false;
  readonly #draft = new Draft(() => this.requestUpdate());

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    const before = changed.get('response') as ResponseView | undefined;
    if (before && (before.number !== this.response.number || before.text !== this.response.text)) this.#draft.drop();
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    const before = changed.get('response') as ResponseView | undefined;
    // In the next frame, where the layout is made anyway; here it would be forced once for each response.
    if (changed.has('focused') && this.focused && changed.get('focused') !== undefined) requestAnimationFrame(() => this.scrollIntoView({ block: 'nearest', inline: 'nearest' }));
    if (before && before.text !== this.response.text && this.#moved) requestAnimationFrame(() => this.scroller?.scrollTo(0, 0));
  }

  /** The part that scrolls; null where the text is shown elsewhere. */
  get scroller(): Element | null {
    return this.renderRoot.querySelector('.text');
  }

  protected override render(): TemplateResult {
    const { number, text, preferred, model, words, reward, attributes } = this.response;
    const letter = responseLetter(number);
    const length = characters(text);
    return html`
      <h3>
        ${this.name !== null ? html`<span class=${preferred ? 'chosen' : 'dim'}>${preferred ? icon('check') : nothing}${preferred ? t('chosen') : t('rejected')}</span>` : html`<span class="letter" aria-label=${t('Response {0}', letter)}>${letter}</span>`}
        ${this.name !== null ? nothing : preferred ? html`<span class="chosen">${icon('check')}${t('chosen')}</span>` : this.choosable && this.editable ? html`
          <button class="plain choose" @click=${() => this.actions.choose(number)}>${t('choose')} ${number <= 9 ? html`<kbd>${number}</kbd>` : nothing}</button>` : nothing}
        <span class="end dim num">
          ${model === null ? nothing : html`<bdi class="clip" title=${oneLine(model)}>${oneLine(model)}</bdi>`}
          ${reward === null ? nothing : html`<span title=${t('Reward, mean ± sd over the models')}>${t('reward {0}', reward.sd === 0 ? fixed(reward.mean) : meanSd(reward.mean, reward.sd))}</span>`}
          <span class="words" title=${length === 1 ? t('1 character') : t('{0} characters', count(length))}>${words === 1 ? t('1 word') : t('{0} words', count(words))}</span>
        </span>
      </h3>
      ${this.textless ? nothing : html`<div class="text" tabindex="0" role="region" aria-label=${this.#label(letter)} @focus=${() => this.name === null && this.actions.focusResponse(number)} @scroll=${this.#scroll}>
        <tb-text .text=${text} .markdown=${this.markdown} .whole=${this.whole} .highlight=${this.highlight} .pieces=${this.pieces}></tb-text>
      </div>`}
      ${evidence(this.response, {
        letters: inverse(attributeLetters(attributes.map(({ name }) => name), this.edits)),
        focused: this.focused,
        pending: this.focused ? this.pending : null,
        draft: this.#draft,
        stop: this.stop,
        stopAt: (place) => this.#stopAt(place),
        set: this.editable ? (attribute, value) => this.actions.set(number, attribute, value) : null,
      })}`;
  }

  readonly #scroll = (event: Event): void => {
    this.#moved = true;
    this.scrolled?.(event.currentTarget as Element);
  };

  #label(letter: string): string {
    const { preferred } = this.response;
    if (this.name !== null) return preferred ? t('The chosen answer of the other pair') : t('The rejected answer of the other pair');
    return preferred ? t('Response {0}, chosen', letter) : t('Response {0}', letter);
  }

  /** Moves the focus to another scale. */
  #stopAt(place: number): void {
    this.stop = place;
    if (this.name === null && !this.focused) this.actions.focusResponse(this.response.number);
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(`[data-place="${place}"]`)?.focus());
  }
}

function inverse(letters: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([...letters].map(([letter, name]) => [name, letter]));
}
