/** A row of the file that could not be read: where it is, why, and what it holds. */
import { t } from '@vscode/l10n';
import { css, html, nothing, type TemplateResult } from 'lit';
import type { BadRowText } from '../../src/protocol/views/badRow.js';
import { oneLine } from '../text/hostile.js';
import { count } from '../text/numbers.js';
import { icon } from './icon.js';
import './text.js';

/** The row, in a record's place. */
export function badRowView({ row, offset, reason, file, text, left }: BadRowText): TemplateResult {
  return html`<article class="bad-row" aria-label=${t('Row {0}, cannot be read', row)}>
    <header>
      <h2>${icon('error')}${t('Row {0} cannot be read', count(row))}</h2>
      <span class="dim num">${file === null ? nothing : html`<bdi>${oneLine(file)}</bdi>${offset === null ? nothing : ' · '}`}${offset === null ? nothing : t('byte {0}', count(offset))}</span>
    </header>
    <p class="reason"><bdi>${oneLine(reason)}</bdi></p>
    <section class="raw" tabindex="0" role="region" aria-label=${t('The row as it stands in the file')}>
      ${text === null ? html`<span class="dim">${t('Its bytes are no text that could be shown.')}</span>` : html`<tb-text .text=${text} raw></tb-text>`}
      ${left > 0 ? html`<p class="dim num">${t('{0} more are not shown.', count(left))}</p>` : nothing}
    </section>
    <p class="dim">${t('It is part of no record, and is written back as it is.')}</p>
  </article>`;
}

/** Styles of a bad row. */
export const badRowStyles = css`
  .bad-row { display: flex; flex-direction: column; gap: 8px; padding: 8px 16px 10px; min-height: 0; }
  .bad-row header { display: flex; align-items: center; gap: 14px; min-height: 22px; }
  .bad-row h2 { font-weight: 600; display: flex; align-items: center; gap: 6px; }
  .bad-row h2 .icon { color: var(--bad); }
  .bad-row .reason { padding-left: 9px; border-left: 3px solid var(--bad); overflow-wrap: anywhere; }
  .bad-row .raw { flex: 0 1 auto; min-height: 44px; overflow: auto; background: var(--well); border: 1px solid var(--vscode-contrastBorder, transparent); border-radius: 4px; padding: 8px 12px; }
`;
