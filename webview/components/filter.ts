/** The filter: an SQL condition over `records`, or words to look for; Enter applies it, and a refusal is explained underneath. */
import { t } from '@vscode/l10n';
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { createRef } from 'lit/directives/ref.js';
import type { Actions } from '../actions.js';
import { comboField, controlStyles } from '../controls.js';
import { completed, valueOffers, wordOffers, writtenAt, type Offer, type Written } from '../filter/complete.js';
import { parseFilter, writtenFilter } from '../filter/parse.js';
import { refusal } from '../filter/refusal.js';
import { EVERYTHING, isNarrowed, type PageState } from '../state.js';
import { base } from '../styles.js';
import { oneLine } from '../text/hostile.js';
import { count } from '../text/numbers.js';
import { icon, iconStyles } from './icon.js';
import { filterStyles } from './filterStyles.js';

/** A list that takes longer than this says so, and can be given up. */
const SLOW_MS = 300;

interface Offers {
  readonly written: Written;
  readonly all: readonly Offer[];
  /** The offer that is marked; -1 for none. */
  readonly active: number;
}

/** `<tb-filter .page=...>`. */
@customElement('tb-filter')
export class FilterElement extends LitElement {
  static override styles = [base, iconStyles, controlStyles, filterStyles, css`:host { display: flex; align-items: center; gap: 10px; position: relative; }`];

  @property({ attribute: false }) page!: PageState;
  @property({ attribute: false }) actions!: Actions;
  /** What is being typed; null where the box shows the filter in force. */
  @state() private draft: string | null = null;
  @state() private offers: Offers | null = null;
  @state() private slow = false;
  readonly #field = createRef<HTMLInputElement>();
  #timer: ReturnType<typeof setTimeout> | null = null;
  /** Values of columns that were asked for since the box has the focus. */
  readonly #known = new Map<string, readonly string[]>();
  /** Counts what was done in the box: what comes for older text is dropped. */
  #typed = 0;

  override focus(): void {
    this.#typed++;
    this.#field.value?.focus();
    this.#field.value?.select();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  protected override willUpdate(changed: PropertyValues): void {
    const before = changed.get('page') as PageState | undefined;
    if (!changed.has('page') || before?.listing === this.page.listing) return;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (!this.page.listing) this.slow = false;
    else this.#timer = setTimeout(() => { this.slow = true; }, SLOW_MS);
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('offers')) this.renderRoot.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }

  protected override render(): TemplateResult {
    const { query, list, dataset, filterError } = this.page;
    const value = this.draft ?? writtenFilter(query);
    const { offers } = this;
    return html`<div class="box">
      ${comboField({
        label: t('Filter: SQL condition over records'),
        placeholder: t('Filter, e.g. p_wrong > 0.5, or words to find'),
        value,
        invalid: filterError !== null,
        list: 'offers',
        open: offers !== null,
        active: offers && offers.active >= 0 ? `offer-${offers.active}` : null,
        at: this.#field,
        onKey: (event) => this.#key(event),
        onInput: () => this.#input(),
        onBlur: () => {
          this.offers = null;
          this.#known.clear();
        },
      })}
      <span class="buttons">
        ${value === '' ? nothing : html`<button class="plain" title=${t('Clear filter')} aria-label=${t('Clear filter')} @click=${() => this.#apply('')}>${icon('close')}</button>`}
        <button class="plain" title=${t('Saved filters')} aria-label=${t('Saved filters')} @click=${() => this.actions.command('tiebreak.savedFilters')}>${icon('bookmark')}</button>
      </span>
      <div id="offers" class="offers" role="listbox" aria-label=${t('Completions')} ?hidden=${offers === null}>${offers?.all.map((offer, i) => this.#offer(offer, i, i === offers.active))}</div>
      ${filterError === null || offers ? nothing : html`<div class="error" role="alert">${refusal(filterError)}</div>`}
      ${this.slow ? html`<div class="progress" role="progressbar" aria-label=${t('Filtering')}><i></i></div>` : nothing}
    </div>
    ${this.slow ? html`<button class="link" @click=${() => this.actions.cancelList()}>${t('Cancel')}</button>` : nothing}
    <span class="matched dim num" role="status">${isNarrowed(query) && list ? t('{0} of {1}', count(list.total), count(dataset?.records ?? 0)) : nothing}</span>`;
  }

  #offer(offer: Offer, i: number, active: boolean): TemplateResult {
    // The field must not lose the focus before the click is done.
    return html`<div id="offer-${i}" role="option" aria-selected=${active} @pointerdown=${(event: Event) => event.preventDefault()} @click=${() => this.#take(i)}>
      <span class="name">${oneLine(offer.label)}</span><span class="detail">${oneLine(offer.detail)}</span></div>`;
  }

  #key(event: KeyboardEvent): void {
    const { offers } = this;
    if (event.isComposing) return;
    if (offers && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      const { all, active } = offers;
      const next = event.key === 'ArrowDown' ? (active + 1) % all.length : (active <= 0 ? all.length : active) - 1;
      this.offers = { ...offers, active: next };
    } else if (offers && (event.key === 'Tab' || (event.key === 'Enter' && offers.active >= 0))) this.#take(Math.max(0, offers.active));
    else if (offers && event.key === 'Escape') this.offers = null;
    else if (event.key === 'ArrowDown' || (event.key === ' ' && event.ctrlKey)) void this.#look(true);
    else if (event.key === 'Enter') void this.#apply(this.#field.value?.value ?? '');
    else {
      if (event.key === 'Escape') this.#leave();
      return;
    }
    event.preventDefault();
  }

  /** Back to the filter in force; the page's own Escape then leaves the box. */
  #leave(): void {
    this.draft = null;
    this.actions.forgetFilterError();
    if (this.page.listing) this.actions.cancelList();
  }

  #input(): void {
    this.draft = this.#field.value?.value ?? '';
    void this.#look(false);
  }

  /** Offers what could stand at the caret. */
  async #look(asked: boolean): Promise<void> {
    const typed = ++this.#typed;
    const field = this.#field.value;
    const text = field?.value ?? '';
    const written = writtenAt(text, field?.selectionStart ?? text.length, asked);
    if (!written) return void (this.offers = null);
    if (written.kind === 'value' && !this.#known.has(written.column)) {
      // What is offered for older text must not be taken for this one.
      this.offers = null;
      this.#known.set(written.column, await this.#values(written.column));
      if (typed !== this.#typed || (this.renderRoot as ShadowRoot).activeElement !== field) return;
    }
    const all = written.kind === 'word' ? wordOffers(written.prefix, this.page.columns) : valueOffers(written.prefix, this.#known.get(written.column) ?? [], text.slice(written.to));
    this.offers = all.length === 0 ? null : { written, all, active: asked ? 0 : -1 };
  }

  /** The values of a column: of flags those of the list, whose names all files share; of states every one. */
  async #values(column: string): Promise<readonly string[]> {
    if (column === 'flags') return this.page.list?.flags?.map(({ flag }) => flag) ?? [];
    if (column === 'state') return ['untouched', 'skipped', 'reviewed', 'edited'];
    return this.page.columns.some(({ name, type }) => name === column && type === 'text') ? this.actions.valuesOf(column) : [];
  }

  #take(i: number): void {
    const { offers } = this;
    const field = this.#field.value;
    const offer = offers?.all[i];
    if (!offers || !offer || !field) return;
    const { text, caret } = completed(field.value, offers.written, offer);
    this.draft = text;
    field.value = text;
    field.setSelectionRange(caret, caret);
    // A list of values follows at once where one was opened.
    void this.#look(false);
  }

  async #apply(text: string): Promise<void> {
    this.draft = text;
    this.offers = null;
    const typed = ++this.#typed;
    // A refused condition stays in the box, to be mended.
    if (!await this.actions.setQuery(text.trim() === '' ? EVERYTHING : parseFilter(text))) return;
    // Who writes the next one already keeps the box.
    if (typed !== this.#typed) return;
    this.draft = null;
    this.actions.places?.focusList();
  }
}
