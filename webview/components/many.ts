/** A record of many responses: all of them as a ranked list, two of them side by side. */
import { t } from '@vscode/l10n';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { createRef } from 'lit/directives/ref.js';
import { responseLetter } from '../../src/protocol/responseLetter.js';
import type { RecordView, ResponseView } from '../../src/protocol/views/record.js';
import type { Actions } from '../actions.js';
import { percent } from '../charts/geometry.js';
import { histogramStyles, rewardHistogram } from '../charts/histogram.js';
import { controlStyles, nameField, textField, type FieldElement } from '../controls.js';
import { isApart, laidOpen } from '../laidOpen.js';
import { pinsOf, type Pin, type Pins } from '../pins.js';
import { firstSorting, labelOf, ranked, type SortKey, type Sorting } from '../ranking.js';
import { base } from '../styles.js';
import { oneLine } from '../text/hostile.js';
import { count, fixed, number as numberText } from '../text/numbers.js';
import { icon, iconStyles } from './icon.js';
import { manyStyles } from './manyStyles.js';

/** `<tb-many .record=...>`: the list. */
@customElement('tb-many')
export class ManyElement extends LitElement {
  static override styles = [base, iconStyles, controlStyles, histogramStyles, manyStyles];

  @property({ attribute: false }) record!: RecordView;
  @property({ attribute: false }) actions!: Actions;
  @property({ type: Number }) focused = 1;
  @property({ attribute: false }) pins: Pins | null = null;
  /** How the user has sorted; null before that. */
  @state() private sorting: Sorting | null = null;
  @state() private words = '';
  #moved = false;
  readonly #field = createRef<FieldElement>();

  /** The response before or after the focused one, as they are listed. */
  beside(by: 1 | -1): number | null {
    const order = this.#ordered();
    const at = order.findIndex(({ number }) => number === this.focused);
    return (at < 0 ? order[0] : order[at + by])?.number ?? null;
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    nameField(this.#field.value, t('Filter responses'));
    if (!changed.has('focused') && !changed.has('record') && !changed.has('sorting')) return;
    // The first row is in view unless the list was scrolled; asking would cost a layout.
    if (!this.#moved && this.#ordered()[0]?.number === this.focused) return;
    requestAnimationFrame(() => this.renderRoot.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' }));
  }

  protected override render(): TemplateResult {
    const { responses, besides } = this.record;
    const order = this.#ordered();
    const pair = laidOpen(this.record, this.focused, this.pins) ?? [];
    const open = pair.filter((response) => !isApart(this.record, response)).map(({ number }) => number);
    const scored = responses.some(({ reward }) => reward !== null);
    const labelled = responses.some((response) => labelOf(response) !== null);
    const range = rangeOf(responses);
    return html`
      <div class="top">
        ${textField({ placeholder: t('Filter by text or model'), value: this.words, invalid: false, at: this.#field, onKey: (event) => this.#fieldKey(event), onInput: () => { this.words = this.#field.value?.value ?? ''; } })}
        <span class="num dim">${order.length === responses.length ? count(responses.length) : t('{0} of {1}', count(order.length), count(responses.length))}</span>
      </div>
      ${scored ? rewardHistogram(responses, open, (response) => this.actions.focusResponse(response)) : nothing}
      <div class="grid ${labelled ? 'labelled' : ''} ${scored ? (this.#exact ? 'scored exact' : 'scored') : ''}">
        <div class="head" role="group" aria-label=${t('Sort')}><span></span>${this.#column('number', t('#'), 'r')}${this.#oneModel ? html`<span>${t('text')}</span>` : this.#column('model', t('model'))}${labelled ? this.#column('label', t('label'), 'r') : nothing}${scored ? this.#column('reward', t('reward')) : nothing}${this.#column('words', t('words'), 'r')}</div>
        ${besides ? (['chosen', 'rejected'] as const).map((which) => this.#apart(which, besides[which])) : nothing}
        <div class="list" role="listbox" tabindex="0" aria-label=${t('Responses')} aria-activedescendant="response-${this.focused}" @keydown=${(event: KeyboardEvent) => this.#key(event)} @scroll=${() => { this.#moved = true; }}>
          ${order.length === 0 ? html`<div class="dim nothing">${t('No response holds this.')}</div>` : order.map((response) => this.#row(response, range, labelled, open.includes(response.number)))}
        </div>
      </div>`;
  }

  /** True where rewards have no spread to be drawn: their numbers say it all. */
  get #exact(): boolean {
    return this.record.responses.every(({ reward }) => reward === null || reward.sd === 0);
  }

  get #oneModel(): boolean {
    const { responses } = this.record;
    return responses.every(({ model }) => model === responses[0]?.model);
  }

  #ordered(): readonly ResponseView[] {
    const { responses } = this.record;
    return ranked(responses, this.sorting ?? firstSorting(responses), this.words);
  }

  #column(by: SortKey, label: string, side = ''): TemplateResult {
    const now = this.sorting ?? firstSorting(this.record.responses);
    const on = now.by === by;
    // Numbers are mostly looked at from their greatest.
    const down = on ? !now.down : by === 'reward' || by === 'label' || by === 'words';
    return html`<button class="plain sort ${side}" aria-pressed=${on} title=${on && now.down ? t('Greatest first') : on ? t('Least first') : t('Sort by this')} @click=${() => { this.sorting = { by, down }; }}>${label}${on ? icon(now.down ? 'chevron-down' : 'chevron-up') : nothing}</button>`;
  }

  /** Arrows move among the responses while the list has the focus; elsewhere they move among records. */
  #key(event: KeyboardEvent): void {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : null;
    if (event.ctrlKey || event.altKey || event.metaKey || by === null) return;
    event.preventDefault();
    event.stopPropagation();
    const next = this.beside(by);
    if (next !== null) this.actions.focusResponse(next);
  }

  #fieldKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape' && event.key !== 'Enter') return;
    event.stopPropagation();
    if (event.key === 'Escape') this.words = '';
    this.renderRoot.querySelector<HTMLElement>('.list')?.focus();
  }

  #pinned(pin: Pin): boolean {
    return pinsOf(this.pins, this.record.index).includes(pin);
  }

  /** One of the pair that stands apart: pressed, it stands beside the focused response. */
  #apart(which: 'chosen' | 'rejected', { model, words, text }: ResponseView): TemplateResult {
    const pinned = this.#pinned(which);
    return html`<button class="row apart ${pinned ? 'open' : ''}" aria-pressed=${pinned} title=${t('The pair that the table keeps apart: shown beside the response')} @click=${() => this.actions.pin(which)}>
      <span class="pin">${icon(pinned ? 'pinned' : 'pin')}</span><span class="number">${which === 'chosen' ? icon('check') : icon('close')}</span>
      <span class="clip"><bdi>${which === 'chosen' ? t('chosen') : t('rejected')}${model === null ? '' : ` · ${oneLine(model)}`}${model === null ? ` · ${oneLine(text.slice(0, 80))}` : ''}</bdi></span>
      <span class="words num">${count(words)}</span></button>`;
  }

  #row({ number, model, text, words, reward, preferred, ...rest }: ResponseView, { min, max }: Range, labelled: boolean, open: boolean): TemplateResult {
    // Where one model wrote them all its name says nothing.
    const title = this.#oneModel || model === null ? text.slice(0, 200) : model;
    const at = (value: number) => percent(value, min, max);
    const pinned = this.#pinned(number);
    const label = labelled ? labelOf({ number, model, text, words, reward, preferred, ...rest }) : null;
    const spoken = [
      preferred ? t('Response {0}, chosen: {1}', responseLetter(number), oneLine(title)) : t('Response {0}: {1}', responseLetter(number), oneLine(title)),
      reward ? t('reward {0}', fixed(reward.mean)) : '', label === null ? '' : t('label {0}', numberText(label)), words === 1 ? t('1 word') : t('{0} words', count(words)), pinned ? t('pinned') : '',
    ].filter((part) => part !== '').join('; ');
    return html`<div class="row ${preferred ? 'chosen' : ''} ${open ? 'open' : ''} ${pinned ? 'pinned' : ''}" id="response-${number}" role="option" aria-selected=${number === this.focused}
        title=${reward ? t('Reward {0} ± {1}', fixed(reward.mean), fixed(reward.sd)) : nothing} @click=${() => this.actions.focusResponse(number)}>
      <span class="spoken">${spoken}</span>
      <span class="pin" title="${pinned ? t('Unpin') : t('Keep open')} (K)" @click=${(event: Event) => { event.stopPropagation(); this.actions.pin(number); }}>${pinned ? icon('pinned') : nothing}</span>
      <span class="number num" aria-hidden="true">${preferred ? icon('check') : nothing}${responseLetter(number)}</span>
      <bdi class="clip" aria-hidden="true">${oneLine(title) || html`<i class="dim">${t('empty')}</i>`}</bdi>
      ${labelled ? html`<span class="words num" aria-hidden="true">${label === null ? '' : numberText(label)}</span>` : nothing}
      ${reward ? html`<span class="reward num" aria-hidden="true">${this.#exact ? nothing : html`<span class="mark"><i class="sd" .style=${`left: ${at(reward.mean - reward.sd)}%; width: ${at(reward.mean + reward.sd) - at(reward.mean - reward.sd)}%`}></i><i .style=${`left: ${at(reward.mean)}%`}></i></span>`}${fixed(reward.mean)}</span>` : max > min ? html`<span></span>` : nothing}
      <span class="words num" aria-hidden="true">${count(words)}</span>
    </div>`;
  }
}

interface Range {
  readonly min: number;
  readonly max: number;
}

function rangeOf(responses: readonly ResponseView[]): Range {
  const scored = responses.flatMap(({ reward }) => (reward ? [reward] : []));
  return {
    min: scored.reduce((least, { mean, sd }) => Math.min(least, mean - sd), Infinity),
    max: scored.reduce((most, { mean, sd }) => Math.max(most, mean + sd), -Infinity),
  };
}
