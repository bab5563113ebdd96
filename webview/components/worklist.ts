/** The worklist: every record that the filter leaves, under its flag; rows are made for what is in view alone. */
import type { LitVirtualizer } from '@lit-labs/virtualizer';
import '@lit-labs/virtualizer';
import type { VisibilityChangedEvent } from '@lit-labs/virtualizer/events.js';
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { ListQuery } from '../../src/protocol/views.js';
import type { Actions } from '../actions.js';
import { listMarkStyles } from '../charts/listMark.js';
import { headingOf, ROW_HEIGHT, rowAt, rowCount, rowOf, scrollTo, type Row, type Shape } from '../rows.js';
import { itemAt, type PageState } from '../state.js';
import { base } from '../styles.js';
import { count } from '../text/numbers.js';
import { ROW_LAYOUT } from './rowLayout.js';
import { badItemRow, heading, itemRow, rowStyles } from './rows.js';

/** The parts of the state that the worklist draws; others change on every key. */
const DRAWN = ['dataset', 'query', 'list', 'items', 'place', 'listShown'] as const;

/** `<tb-worklist .page=...>`. */
@customElement('tb-worklist')
export class WorklistElement extends LitElement {
  static override styles = [base, listMarkStyles, rowStyles, css`
    :host { display: flex; flex-direction: column; min-height: 0; background: var(--side); }
    .bar { display: flex; align-items: center; gap: 2px; height: 28px; flex: none; padding: 0 12px 0 8px; font-size: var(--small); }
    .bar [role=radio] { color: var(--dim); height: 20px; }
    .bar [aria-checked=true] { color: var(--fg); text-decoration: underline; text-underline-offset: 5px; text-decoration-thickness: 1px; }
    .bar { container-type: inline-size; white-space: nowrap; }
    .bar .position { margin-left: auto; padding-left: 6px; overflow: hidden; text-overflow: ellipsis; }
    @container (max-width: 270px) { [role=radiogroup]:has(:nth-child(3)) + .position { display: none; } }
    .box { position: relative; flex: 1; min-height: 0; }
    lit-virtualizer { position: absolute; inset: 0; height: 100%; overflow-x: hidden; }
    lit-virtualizer:focus-visible { outline: none; }
    .sticky { position: absolute; inset: 0 0 auto 0; background: var(--side); z-index: 1; }
    .message { padding: 6px 12px; }
  `];

  @property({ attribute: false }) page!: PageState;
  @property({ attribute: false }) actions!: Actions;
  @property({ attribute: false }) private topRow = 0;
  @query('lit-virtualizer') private readonly virtualizer!: LitVirtualizer | null;

  #rows: undefined[] = [];
  /** Where the list was when the page was saved; taken once. */
  #restore: number | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#restore = this.page.top;
  }

  override focus(): void {
    this.virtualizer?.focus({ preventScroll: true });
  }

  protected override shouldUpdate(changed: PropertyValues): boolean {
    const before = changed.get('page') as PageState | undefined;
    return !before || changed.size > 1 || DRAWN.some((part) => before[part] !== this.page[part]);
  }

  protected override willUpdate(): void {
    const length = this.#length();
    // The virtualizer asks for rows by position; the array has only to be as long as the list.
    if (length !== this.#rows.length) this.#rows = new Array<undefined>(length);
  }

  protected override updated(changed: PropertyValues): void {
    const before = changed.get('page') as PageState | undefined;
    const { place, list } = this.page;
    // Scrolling changes the row on top alone, and must not be undone.
    if (!changed.has('page') || place === null || !list) return;
    if (before?.place !== place || before.list !== list) this.#reveal();
  }

  protected override render(): TemplateResult {
    const { query: { order }, list, place } = this.page;
    const bad = this.page.dataset?.badRowCount ?? 0;
    return html`<div class="bar">
      <span role="radiogroup" aria-label="Order">${this.#order('flags', 'By flag', order)}${this.#order('file', 'File order', order)}${bad > 0 || order === 'bad' ? this.#order('bad', `Bad rows ${count(bad)}`, order) : nothing}</span>
      <span class="position dim num">${list && place !== null && (this.page.dataset?.complete || this.page.dataset?.stopped) ? `${count(place + 1)} of ${count(list.total)}` : nothing}</span>
    </div>
    <div class="box">${list === null ? nothing : this.#list()}</div>`;
  }

  #order(order: ListQuery['order'], label: string, now: string): TemplateResult {
    return html`<button class="plain" role="radio" aria-checked=${order === now} @click=${() => this.actions.setQuery({ order })}>${label}</button>`;
  }

  #list(): TemplateResult {
    const { page } = this;
    const { list, dataset, place } = page;
    const above = list && this.topRow > 0 ? headingOf(this.#shape(), this.topRow) : null;
    return html`
      ${list?.total === 0 && dataset?.complete ? this.#none() : nothing}
      ${above ? html`<div class="sticky" aria-hidden="true">${heading(above.title, above.count)}</div>` : nothing}
      <lit-virtualizer scroller tabindex="0" role="listbox" aria-label="Records"
        aria-activedescendant=${place === null ? nothing : `place-${place}`}
        .items=${this.#rows} .layout=${ROW_LAYOUT} .keyFunction=${(_: unknown, row: number) => row}
        .renderItem=${(_: unknown, row: number) => this.#row(rowAt(this.#shape(), row))}
        @visibilityChanged=${(event: VisibilityChangedEvent) => this.#viewing(event)}></lit-virtualizer>`;
  }

  #row(row: Row): TemplateResult {
    const { page, actions } = this;
    switch (row.kind) {
      case 'group': return heading(row.group.title, row.group.count);
      case 'item': {
        const item = itemAt(page.items, row.place);
        const at = { place: row.place, total: page.list?.total ?? 0, selected: row.place === page.place, show: (index: number) => actions.show(index) };
        return item?.bad ? badItemRow(item.bad, at) : itemRow(item, at);
      }
    }
  }

  #none(): TemplateResult {
    const { dataset, query: { where, order } } = this.page;
    if (order === 'bad') return html`<div class="message dim">Every row could be read</div>`;
    if (where === null) return html`<div class="message dim">${dataset?.records === 0 ? 'No records' : 'Nothing to list'}</div>`;
    return html`<div class="message dim">No record matches</div>`;
  }

  #viewing({ first, last }: VisibilityChangedEvent): void {
    this.topRow = first;
    const places = [first, last].map((row) => rowAt(this.#shape(), row)).map((row) => (row.kind === 'item' ? row.place : null));
    const total = this.page.list?.total ?? 0;
    this.actions.viewing(first, places[0] ?? Math.min(first, total), places[1] ?? Math.min(last, total));
  }

  /** Brings the shown record's row into view, in the next frame: by then everything else of this change is drawn. */
  #reveal(): void {
    requestAnimationFrame(() => {
      const { virtualizer, page: { place } } = this;
      if (!virtualizer || place === null) return;
      const from = this.#restore === null ? virtualizer.scrollTop : this.#restore * ROW_HEIGHT;
      this.#restore = null;
      virtualizer.scrollTop = scrollTo(rowOf(this.#shape(), place), from, virtualizer.clientHeight);
    });
  }

  #shape(): Shape {
    const { list } = this.page;
    return { total: list?.total ?? 0, groups: list?.groups ?? [] };
  }

  #length(): number {
    return this.page.list ? rowCount(this.#shape()) : 0;
  }
}
