/** Where a record stands in its file, and the columns that no part of the page stands for. */
import { t } from '@vscode/l10n';
import { css, html, nothing, type TemplateResult } from 'lit';
import type { RecordView } from '../../src/protocol/views/record.js';
import { oneLine } from '../text/hostile.js';
import { count } from '../text/numbers.js';
import './text.js';

/** The last line of a record; `history` is what was done to it. */
export function columns(record: RecordView, history: unknown): TemplateResult {
  const sources = record.sources ?? [{ file: '', rows: record.rows }];
  const place = [
    ...sources.map((source) => `${source.file} ${source.rows.length === 1 ? t('row {0}', rows(source.rows)) : t('rows {0}', rows(source.rows))}`.trim()),
    record.split,
    record.subset,
  ].filter((part): part is string => part !== null && part !== '');
  return html`<section class="columns ${record.responses.length === 0 ? 'all' : ''}" aria-label=${t('Source')}>
    <div class="dim num">${place.map((part, i) => html`${i > 0 ? ' · ' : nothing}<bdi>${oneLine(part)}</bdi>`)}</div>
    ${history}
    ${record.extra.length === 0 ? nothing : html`<details ?open=${record.responses.length === 0}>
      <summary>${record.responses.length === 0 ? t('Columns') : t('Other columns')} <span class="dim num">${count(record.extra.length)}</span></summary>
      <dl tabindex="0" aria-label=${t('Other columns')}>${record.extra.map(({ name, text }) => html`<dt><bdi>${oneLine(name)}</bdi></dt><dd><tb-text .text=${text}></tb-text></dd>`)}</dl>
    </details>`}
  </section>`;
}

/** 1–2, or 5, 9, 12 where they do not follow each other. */
function rows(all: readonly number[]): string {
  const first = all[0];
  const last = all.at(-1);
  if (first === undefined || last === undefined) return t('none');
  if (all.length === 1) return count(first);
  if (last - first === all.length - 1) return `${count(first)}–${count(last)}`;
  return all.length <= 6 ? all.map(count).join(', ') : `${count(first)} … ${count(last)}`;
}

/** Styles of the last line. */
export const columnsStyles = css`
  .columns { display: flex; gap: 18px; align-items: baseline; flex: none; font-size: var(--small); padding-bottom: 6px; }
  .columns details { flex: 1; min-width: 0; }
  .columns summary { cursor: pointer; width: fit-content; color: var(--dim); }
  .columns dl { display: grid; grid-template-columns: fit-content(30%) minmax(0, 1fr); gap: 2px 14px; max-height: 160px; overflow: auto; padding-top: 4px; }
  .columns.all { flex: 1; min-height: 0; flex-direction: column; align-items: stretch; gap: 6px; font-size: inherit; }
  .columns.all details { display: flex; flex-direction: column; min-height: 0; flex: 1; }
  .columns.all dl { max-height: none; padding: 8px 12px; border: 1px solid var(--line); border-radius: 4px; gap: 6px 18px; margin-top: 4px; }
  .columns dt { color: var(--dim); overflow-wrap: anywhere; }
`;
