/** The worklist: every record that the filter leaves, under its flag; rows are made for what is in view alone. */
import type { LitVirtualizer } from '@lit-labs/virtualizer';
import '@lit-labs/virtualizer';
import type { VisibilityChangedEvent } from '@lit-labs/virtualizer/events.js';
import { t } from '@vscode/l10n';
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { Actions } from '../actions.js';
import { listMarkStyles } from '../charts/listMark.js';
import { headingOf, ROW_HEIGHT, rowAt, rowCount, rowOf, scrollTo, type Row, type Shape } from '../rows.js';
import { isNarrowed, itemAt, type PageState } from '../state.js';
import { base } from '../styles.js';
import { iconStyles } from './icon.js';
import { listBar, listBarStyles } from './listBar.js';
import { ROW_LAYOUT } from './rowLayout.js';
import { badItemRow, heading, itemRow, rowStyles } from './rows.js';

/** The parts of the state that the worklist draws; others change on every key. */
const DRAWN = ['dataset', 'query', 'list', 'items', 'place', 'listShown', 'columns', 'flagsShown'] as const;

/** `<tb-worklist .page=...>`. */
@customElement('tb-worklist')
export class WorklistElement extends LitElement {
  static override styles = [base, iconStyles, listMarkStyles, rowStyles, listBarStyles, css`
    :host { display: flex; flex-direction: column; min-height: 0; background: var(--side); }
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
  /** True while the shown record's row is still to be brought into view: its place may come later. */
  #wanted = true;
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
    const { place, list, target, anchor } = this.page;
    // Scrolling changes the row on top alone, and must not be undone.
    if (!changed.has('page') || !list) return;
    const relisted = before?.list !== list;
    if (relisted && before?.list && anchor) this.#keepPlace(before.list, anchor);
    else if (relisted) this.#wanted = true;
    if (before?.target !== target) this.#wanted = true;
    if (!this.#wanted || place === null) return;
    this.#wanted = false;
    this.#reveal();
  }

  protected override render(): TemplateResult {
    return html`${listBar(this.page, this.actions)}
    <div class="box" @pointermove=${(event: PointerEvent) => this.#hover(event)} @pointerleave=${() => this.actions.hovering(null)}>${this.page.list === null ? nothing : this.#list()}</div>`;
  }

  #list(): TemplateResult {
    const { page } = this;
    const { list, dataset, place } = page;
    const above = list && this.topRow > 0 ? headingOf(this.#shape(), this.topRow) : null;
    return html`
      ${list?.total === 0 && dataset?.complete ? this.#none() : nothing}
      ${above ? html`<div class="sticky" aria-hidden="true">${heading(above.title, above.count)}</div>` : nothing}
      <lit-virtualizer scroller tabindex="0" role="listbox" aria-label=${t('Records')}
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
    const { dataset, query } = this.page;
    if (query.order === 'bad') return html`<div class="message dim">${t('Every row could be read')}</div>`;
    if (!isNarrowed(query)) return html`<div class="message dim">${dataset?.records === 0 ? t('No records') : t('Nothing to list')}</div>`;
    return html`<div class="message dim">${t('No record matches')}</div>`;
  }

  #viewing({ first, last }: VisibilityChangedEvent): void {
    this.topRow = first;
    const places = [first, last].map((row) => rowAt(this.#shape(), row)).map((row) => (row.kind === 'item' ? row.place : null));
    const total = this.page.list?.total ?? 0;
    this.actions.viewing(first, places[0] ?? Math.min(first, total), places[1] ?? Math.min(last, total));
  }

  /** Brings the shown record's row into view, in the next frame: by then everything else of this change is drawn. A list that was shorter may have its room some frames later. */
  #reveal(frames = 4): void {
    requestAnimationFrame(() => {
      const { virtualizer, page: { place } } = this;
      if (!virtualizer || place === null) return;
      const from = this.#restore === null ? virtualizer.scrollTop : this.#restore * ROW_HEIGHT;
      this.#restore = null;
      const top = scrollTo(rowOf(this.#shape(), place), from, virtualizer.clientHeight);
      virtualizer.scrollTop = top;
      if (frames > 1 && Math.abs(virtualizer.scrollTop - top) > 1) this.#reveal(frames - 1);
    });
  }

  /** The list is another one: the row that the pointer is on, or that the user looks at, stays where it is. */
  #keepPlace(before: Shape, { from, to }: { readonly from: number; readonly to: number }): void {
    const { virtualizer } = this;
    if (!virtualizer) return;
    const top = virtualizer.scrollTop + (rowOf(this.#shape(), to) - rowOf(before, from)) * ROW_HEIGHT;
    virtualizer.scrollTop = top;
    // A list that was shorter has its room in the next frame.
    if (virtualizer.scrollTop !== top) requestAnimationFrame(() => void (virtualizer.scrollTop = top));
  }

  #hover({ clientY }: PointerEvent): void {
    const { virtualizer } = this;
    if (!virtualizer || !this.page.list) return;
    const at = Math.floor((clientY - virtualizer.getBoundingClientRect().top + virtualizer.scrollTop) / ROW_HEIGHT);
    const row = at < this.#length() ? rowAt(this.#shape(), at) : null;
    this.actions.hovering(row?.kind === 'item' ? row.place : null);
  }

  #shape(): Shape {
    const { list } = this.page;
    return { total: list?.total ?? 0, groups: list?.groups ?? [] };
  }

  #length(): number {
    return this.page.list ? rowCount(this.#shape()) : 0;
  }
}
