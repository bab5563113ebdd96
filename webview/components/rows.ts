/** The rows of the worklist. */
import { t } from '@vscode/l10n';
import { css, html, nothing, type TemplateResult } from 'lit';
import type { BadRowView } from '../../src/protocol/views/badRow.js';
import type { ListItem } from '../../src/protocol/views/list.js';
import { listMark } from '../charts/listMark.js';
import { oneLine } from '../text/hostile.js';
import { count } from '../text/numbers.js';
import { badRowSpoken, itemSpoken, stateSpoken } from '../text/spoken.js';
import { icon } from './icon.js';

/** A heading with its count. */
export function heading(title: string, total: number): TemplateResult {
  return html`<div class="heading" role="presentation"><span class="clip">${oneLine(title)}</span><span class="num">${count(total)}</span></div>`;
}

/** Where a row of the list stands, and what a click on it does. */
export interface RowPlace {
  readonly place: number;
  readonly total: number;
  readonly selected: boolean;
  readonly show: (index: number) => void;
}

/** A record's row; blank, and silent, while its item is on the way, and past the end of a list that has become shorter. */
export function itemRow(item: ListItem | undefined, { place, total, selected, show }: RowPlace): TemplateResult {
  if (!item) return html`<div class="item" aria-hidden="true"><span></span></div>`;
  const unsaved = item.dropped ? 'dropped' : item.edited ? 'edited' : '';
  return html`<div class="item ${unsaved} ${item.state}" id="place-${place}" role="option" aria-selected=${selected} aria-setsize=${total} aria-posinset=${place + 1}
      aria-label=${oneLine(itemSpoken(item))} @click=${() => show(item.index)}>
    ${stateMark(item)}
    <span class="index num">${item.index}</span>
    <bdi class="title clip" title=${oneLine(item.title)}>${oneLine(item.title) || html`<i class="dim">${t('no prompt')}</i>`}</bdi>
    <span class="unsaved" title=${unsaved === '' ? nothing : item.dropped ? t('Dropped, not saved') : t('Edited, not saved')}></span>
    ${item.noted ? html`<span class="noted" title=${t('Has a note')}>${icon('comment')}</span>` : nothing}
    ${listMark(item.mean, item.sd)}
  </div>`;
}

const MARKS = { edited: 'edit', reviewed: 'check', skipped: 'step-over' } as const;

/** What was done to a record, before its number; its row's name says the same. */
function stateMark({ state }: ListItem): TemplateResult {
  return html`<span class="state" title=${state === 'untouched' ? nothing : stateSpoken(state)}>${state === 'untouched' ? nothing : icon(MARKS[state])}</span>`;
}

/** The line of a row of the file that could not be read: which row, then why; the reasons of many begin alike. */
export function badItemRow(bad: BadRowView, { place, total, selected, show }: RowPlace): TemplateResult {
  const spoken = oneLine(badRowSpoken(bad));
  return html`<div class="item bad" id="place-${place}" role="option" aria-selected=${selected} aria-setsize=${total} aria-posinset=${place + 1}
      aria-label=${spoken} title=${spoken} @click=${() => show(-bad.row)}>
    <span class="index">${icon('error')}</span>
    <span class="at num" data-row=${t('row {0}', count(bad.row))}></span>
    <bdi class="title clip">${oneLine(bad.reason)}</bdi>
  </div>`;
}

/** Styles of the rows. */
export const rowStyles = css`
  .heading { display: flex; justify-content: space-between; gap: 8px; width: 100%; height: 22px; padding: 4px 12px 0; font-size: var(--small); line-height: 16px; color: var(--dim); }
  .item { display: flex; gap: 7px; align-items: center; width: 100%; height: 22px; line-height: 22px; padding: 0 8px 0 4px; cursor: pointer; white-space: nowrap; }
  .item .title { flex: 1; }
  .item .state, .item .unsaved, .item .mark, .item .noted { flex: none; }
  .item .state, .item .noted { display: inline-grid; width: 14px; }
  .item .state .icon, .item .noted .icon { width: 14px; height: 14px; }
  .item .index { min-width: 26px; margin-left: -4px; }
  .item.reviewed .state { color: var(--good-text); }
  .item.edited .state, .item.edited .index { color: var(--vscode-gitDecoration-modifiedResourceForeground); }
  .item.skipped .state, .item .noted { color: var(--dim); }
  /* What is decided steps back: the eye looks for what is left. */
  .item.reviewed .title, .item.reviewed .index { color: var(--dim); }
  .item:not(:has(circle)) .mark { display: none; }
  .item .index { color: var(--dim); font-size: var(--small); text-align: right; }
  .item .unsaved { font-size: var(--small); }
  .item .unsaved:not([title]) { display: none; }
  .item:hover { background: var(--vscode-list-hoverBackground); outline: 1px dashed var(--vscode-contrastActiveBorder, transparent); outline-offset: -1px; }
  .item[aria-selected=true] { background: var(--vscode-list-inactiveSelectionBackground); outline: 1px solid var(--vscode-contrastActiveBorder, transparent); outline-offset: -1px; }
  :host(:focus-within) .item[aria-selected=true] { background: var(--vscode-list-activeSelectionBackground); color: var(--vscode-list-activeSelectionForeground); outline-color: var(--vscode-contrastActiveBorder, var(--vscode-list-focusOutline, var(--focus))); }
  .item.edited .unsaved { color: var(--vscode-gitDecoration-modifiedResourceForeground); }
  .item.dropped .title, .item.dropped .unsaved, .item.dropped .state { color: color-mix(in srgb, var(--vscode-gitDecoration-deletedResourceForeground) 75%, var(--vscode-foreground)); }
  .item.edited:not(.dropped) .unsaved[title]::after { content: 'M'; }
  .item.dropped .unsaved[title]::after { content: 'D'; }
  .item.dropped .title { text-decoration: line-through; }
  .item[aria-selected=true] .index, :host(:focus-within) .item[aria-selected=true] > span, :host(:focus-within) .item[aria-selected=true] > bdi { color: inherit; }
  .item.bad .index { display: grid; justify-items: end; min-width: 22px; color: var(--bad); }
  .item.bad .index .icon { width: 14px; height: 14px; }
  .item.bad .title { color: var(--bad-text); }
  /* Drawn, not written: the row's name begins with it. */
  .item.bad .at { flex: none; }
  .item.bad .at::after { content: attr(data-row); }
  .item.bad[aria-selected=true] .at, .item.bad[aria-selected=true] .title { color: inherit; }
`;
