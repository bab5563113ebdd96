/** What is wrong with the file as a whole, or was stopped, and what can be done about it. */
import { t } from '@vscode/l10n';
import { css, html, nothing, type TemplateResult } from 'lit';
import type { DatasetView } from '../../src/protocol/views/dataset.js';
import type { Actions } from '../actions.js';
import { button } from '../controls.js';
import type { PageState } from '../state.js';
import { oneLine } from '../text/hostile.js';
import { badRows, records as recordsOf, rows as rowsOf } from '../text/counts.js';
import { count } from '../text/numbers.js';
import { auditBanner } from './audit.js';
import { icon, type IconName } from './icon.js';

/** The lines under the header; none where all is well. */
export function banners(page: PageState, actions: Actions): (TemplateResult | typeof nothing)[] {
  const { dataset, preview } = page;
  if (!dataset || preview) return [];
  return [stopped(dataset, actions), damaged(dataset, actions), failed(dataset), auditBanner(page, actions)];
}

function stopped({ stopped: now, rows, read, badRowCount }: DatasetView, actions: Actions): TemplateResult | typeof nothing {
  if (!now) return nothing;
  const read100 = read === undefined ? null : t('{0} % of the file', count(read * 100));
  const parts = [rowsOf(rows), badRowCount > 0 ? badRows(badRowCount) : null, read100].filter((part) => part !== null);
  return banner('info', html`<b>${t('Reading was stopped.')}</b> ${t('Read so far: {0}. It can be looked at, not changed.', parts.join(', '))}`, button(t('Read On'), () => actions.command('tiebreak.readOn')));
}

function damaged({ damage }: DatasetView, actions: Actions): TemplateResult | typeof nothing {
  if (damage === null) return nothing;
  return banner('warning', html`<b>${t('This file is damaged:')}</b> <bdi>${oneLine(damage)}</bdi>. ${t('It cannot be saved over, only under another name.')}`, button(t('Save As…'), () => actions.command('workbench.action.files.saveAs')));
}

function failed({ failed: why, records }: DatasetView): TemplateResult | typeof nothing {
  if (why === null) return nothing;
  return banner('error', html`<b>${t('Reading failed after {0}:', recordsOf(records))}</b> <bdi>${oneLine(why)}</bdi>`, nothing);
}

function banner(kind: IconName, words: TemplateResult, action: TemplateResult | typeof nothing): TemplateResult {
  return html`<div class="banner ${kind}" role="status">${icon(kind)}<span>${words}</span>${action}</div>`;
}

/** Styles of the lines. */
export const bannerStyles = css`
  .banners { grid-column: 1 / 3; display: grid; min-width: 0; }
  .banner { display: flex; align-items: center; gap: 8px; min-height: 32px; padding: 3px 12px; border-bottom: 1px solid var(--line); background: var(--well); min-width: 0; }
  .banner > span { flex: 1; min-width: 0; overflow-wrap: anywhere; }
  .banner b { font-weight: 600; }
  .banner.warning > .icon { color: var(--warn); }
  .banner.error > .icon { color: var(--bad); }
  .banner.info > .icon { color: var(--vscode-editorInfo-foreground); }
  .banner vscode-button { flex: none; }
  @media (max-width: 760px) { .banners { grid-column: 1; } }
`;
