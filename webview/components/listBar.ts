/** The bar over the worklist: what it goes by, whether it stands under flags, and which flags it keeps to. */
import { t } from '@vscode/l10n';
import { css, html, nothing, type TemplateResult } from 'lit';
import type { ColumnInfo } from '../../src/protocol/columns.js';
import type { ListQuery } from '../../src/protocol/views/list.js';
import type { Actions } from '../actions.js';
import type { PageState } from '../state.js';
import { oneLine } from '../text/hostile.js';
import { count } from '../text/numbers.js';
import { icon } from './icon.js';

/** Columns whose smallest value is of most interest. */
const ASCENDING = new Set(['index', 'mean', 'id', 'split', 'subset', 'state', 'prompt']);

/** The bar, with the flags under it where they are shown. */
export function listBar(page: PageState, actions: Actions): TemplateResult {
  const { query, list, dataset, place } = page;
  const { sort, flags = [], undecided = false } = query;
  const blind = list?.blind === true;
  const kept = (blind ? 0 : flags.length) + Number(undecided);
  const shown = page.flagsShown || kept > 0;
  return html`<div class="bar">
      <select class="order" aria-label=${t('Order')} title=${t('Order of the list')} .value=${orderValue(query)} @change=${(event: Event) => choose(event.target as HTMLSelectElement, page, actions)}>
        ${options(page)}
      </select>
      ${query.order === 'column' && sort ? html`<button class="plain" title=${sort.descending ? t('Highest first') : t('Lowest first')} aria-label=${sort.descending ? t('Highest first') : t('Lowest first')}
        @click=${() => actions.setQuery({ sort: { ...sort, descending: !sort.descending } })}>${icon(sort.descending ? 'arrow-down' : 'arrow-up')}</button>` : nothing}
      ${query.order === 'bad' || query.order === 'audit' ? nothing : html`${blind ? nothing : html`<button class="plain toggle" aria-pressed=${isGrouped(query)} title=${t('Group by flag')} aria-label=${t('Group by flag')} @click=${() => actions.setQuery(regrouped(query))}>${icon('list-tree')}</button>`}
      <button class="plain toggle" aria-pressed=${kept > 0} aria-expanded=${shown} title=${keep(blind)} aria-label=${keep(blind)} @click=${() => actions.showFlags(!shown)} ?disabled=${kept > 0}>${icon('filter')}</button>`}
      <span class="position dim num">${list && place !== null && (dataset?.complete || dataset?.stopped) ? t('{0} of {1}', count(place + 1), count(list.total)) : nothing}</span>
    </div>
    ${shown && query.order !== 'bad' && query.order !== 'audit' ? chips(page, actions) : nothing}`;
}

function keep(blind: boolean): string {
  return blind ? t('Keep to undecided records') : t('Keep to some flags');
}

function options({ columns, dataset, query }: PageState): TemplateResult {
  const bad = dataset?.badRowCount ?? 0;
  const now = orderValue(query);
  const option = (value: string, label: string, doc: string): TemplateResult => html`<option value=${value} title=${doc} ?selected=${value === now}>${label}</option>`;
  const sortable = columns.filter(({ empty, name }) => !empty && name !== 'index' && name !== 'priority');
  const known = query.order !== 'column' || sortable.some(({ name }) => name === query.sort?.column);
  return html`<optgroup label=${t('List')}>
      ${option('queue', t('Queue'), t('The most valuable relabel first'))}
      ${option('file', t('File order'), t('As the file has them'))}
      ${dataset?.audit?.running || query.order === 'audit' ? option('audit', t('Audit sample'), t('The records of the audit, in random order')) : nothing}
      ${bad > 0 || query.order === 'bad' ? option('bad', t('Bad rows {0}', count(bad)), t('Rows that could not be read')) : nothing}
    </optgroup>
    <optgroup label=${t('By column')}>
      ${known ? nothing : option(now, query.sort?.column ?? '', '')}
      ${sortable.map(({ name, doc }: ColumnInfo) => option(`column ${name}`, oneLine(name), oneLine(doc)))}
    </optgroup>`;
}

/** The flags, each with how many records bear it; those that are chosen keep the list to theirs. */
function chips({ query, list }: PageState, actions: Actions): TemplateResult {
  const { flags = [], undecided = false } = query;
  const known = list?.flags ?? [];
  const gone = flags.filter((flag) => list?.blind !== true && !known.some((each) => each.flag === flag)).map((flag) => ({ flag, title: flag, count: 0 }));
  return html`<div class="chips" role="group" aria-label=${t('Keep to')}>
    <button class="chip" aria-pressed=${undecided} title=${t('Records that were neither accepted nor edited')} @click=${() => actions.setQuery({ undecided: !undecided })}>${t('undecided')}</button>
    ${[...known, ...gone].map(({ flag, title, count: borne }) => html`<button class="chip" aria-pressed=${flags.includes(flag)} title=${oneLine(title)}
      @click=${() => actions.setQuery({ flags: flags.includes(flag) ? flags.filter((each) => each !== flag) : [...flags, flag] })}>${oneLine(flag)} <span class="num dim">${count(borne)}</span></button>`)}
  </div>`;
}

function orderValue({ order, sort }: ListQuery): string {
  return order === 'column' && sort ? `column ${sort.column}` : order === 'flags' ? 'queue' : order;
}

/** True where records stand under their flags. */
export function isGrouped({ order, grouped }: ListQuery): boolean {
  return order === 'flags' || (order !== 'queue' && grouped === true);
}

/** The same order, under flags or not: the queue under flags has an order of its own name. */
function regrouped(query: ListQuery): Partial<ListQuery> {
  const grouped = !isGrouped(query);
  if (query.order === 'flags' || query.order === 'queue') return { order: grouped ? 'flags' : 'queue', grouped };
  return { grouped };
}

async function choose(select: HTMLSelectElement, { query }: PageState, actions: Actions): Promise<void> {
  const { value } = select;
  const column = value.startsWith('column ') ? value.slice('column '.length) : null;
  const queue = isGrouped(query) ? 'flags' : 'queue';
  const order: ListQuery['order'] = column !== null ? 'column' : value === 'queue' ? queue : value === 'bad' || value === 'audit' ? value : 'file';
  const grouped = order === 'flags' ? true : order === 'bad' || order === 'audit' ? false : isGrouped(query) && query.order !== 'flags';
  await actions.setQuery({ order, grouped, ...(column !== null && { sort: { column, descending: !ASCENDING.has(column) } }) });
  // The keys are the page's again, unless the user has gone elsewhere.
  if ((select.getRootNode() as ShadowRoot).activeElement === select) actions.places?.focusList();
}

/** Styles of the bar. */
export const listBarStyles = css`
  .bar { display: flex; align-items: center; gap: 2px; height: 30px; flex: none; padding: 0 12px 0 6px; font-size: var(--small); white-space: nowrap; }
  .bar .order { font: inherit; color: var(--fg); background: transparent; border: 1px solid transparent; border-radius: 3px; height: 22px; min-width: 0; flex: 0 1 auto; max-width: 60%; field-sizing: content; padding: 0 2px; text-overflow: ellipsis; cursor: pointer; }
  .bar .order:hover { background: var(--vscode-toolbar-hoverBackground); border-color: var(--vscode-contrastActiveBorder, transparent); }
  .bar .order:focus-visible { border-color: var(--focus); outline: none; }
  .bar option, .bar optgroup { color: var(--vscode-dropdown-foreground); background: var(--vscode-dropdown-background); }
  .bar button { display: inline-flex; padding: 2px; flex: none; }
  .bar .toggle { color: var(--dim); }
  .bar .toggle[aria-pressed=true], .bar .toggle[aria-expanded=true] { color: var(--vscode-inputOption-activeForeground, var(--fg)); background: var(--vscode-inputOption-activeBackground, var(--well)); outline: 1px solid var(--vscode-inputOption-activeBorder, transparent); outline-offset: -1px; }
  .bar .toggle:focus-visible { outline: 1px solid var(--focus); }
  .bar .position { margin-left: auto; padding-left: 6px; flex: none; }
  .chips { display: flex; flex-wrap: wrap; gap: 4px; padding: 0 8px 6px; flex: none; max-height: 104px; overflow: auto; }
  .chip { font: inherit; font-size: var(--small); line-height: 16px; color: var(--fg); background: transparent; border: 1px solid var(--line-strong); border-radius: 9px; padding: 0 7px; cursor: pointer; white-space: nowrap; max-width: 100%; overflow: hidden; text-overflow: ellipsis; }
  .chip:hover { background: var(--vscode-toolbar-hoverBackground); }
  .chip[aria-pressed=true] { color: var(--vscode-inputOption-activeForeground, var(--fg)); background: var(--vscode-inputOption-activeBackground, var(--well)); border-color: var(--vscode-inputOption-activeBorder, var(--focus)); }
  .chip[aria-pressed=true] .dim { color: inherit; }
  .chip:focus-visible { outline: 1px solid var(--focus); outline-offset: 0; }
`;
