/** What stands in the record's place while there is none: opening, reading, empty, nothing matches, or an error. */
import { t } from '@vscode/l10n';
import { css, html, type TemplateResult } from 'lit';
import type { Actions } from '../actions.js';
import { button } from '../controls.js';
import { EVERYTHING, noneMatches, type PageState } from '../state.js';
import { oneLine } from '../text/hostile.js';
import { records, rows } from '../text/counts.js';
import { badRowView } from './badRow.js';
import { choiceOf } from './choice.js';
import { icon } from './icon.js';

/** The message, or null where a record can be shown. */
export function messageOf(page: PageState, actions: Actions): TemplateResult | null {
  const { dataset, openError, choice, record, badRow, recordError, target } = page;
  if (openError !== null) return message(t('This file cannot be opened'), openError, null, true);
  if (choice) return choiceOf(choice, actions);
  if (!dataset) return message('', null, null);
  if (recordError !== null && target !== null) {
    return message(target < 0 ? t('Row {0} cannot be shown', -target) : t('Record {0} cannot be shown', target), recordError, button(t('Try again'), () => actions.show(target)), true);
  }
  if (badRow && !noneMatches(page)) return badRowView(badRow);
  if (dataset.complete && dataset.records === 0) {
    const bad = dataset.badRowCount;
    const why = bad > 0 ? t('Could not be read: {0}. The list says why.', rows(bad)) : t('Read as {0}, {1}: {2}.', dataset.format, dataset.schema, rows(dataset.rows));
    return message(t('No records in this file'), why, null);
  }
  if (noneMatches(page) && page.query.order === 'bad') {
    return message(t('No bad rows'), t('All could be read: {0}.', rows(dataset.rows)), button(t('List by flag'), () => actions.setQuery({ order: 'flags' })));
  }
  if (noneMatches(page)) {
    return message(t('No record matches the filter'), t('None of {0}.', records(dataset.records)), button(t('Clear filter'), () => actions.setQuery(EVERYTHING)));
  }
  return record ? null : message(dataset.complete ? '' : t('Reading…'), null, null);
}

function message(title: string, detail: string | null, action: TemplateResult | null, wrong = false): TemplateResult {
  return html`<div class="empty" role="status"><div>
    ${title === '' ? '' : html`<h2>${wrong ? icon('error') : ''}${title}</h2>`}
    ${detail === null ? '' : html`<p class="dim"><bdi>${oneLine(detail)}</bdi></p>`}
    ${action ?? ''}
  </div></div>`;
}

/** Styles of the message. */
export const messageStyles = css`
  .empty { display: grid; place-content: center; padding: 24px; min-height: 0; overflow: auto; }
  .empty > div { display: grid; gap: 8px; justify-items: start; max-width: 60ch; animation: appear 0.2s 0.3s both; }
  .empty h2 { font-weight: 600; display: flex; gap: 6px; align-items: center; }
  .empty h2 .icon { color: var(--bad); }
  .empty p { overflow-wrap: anywhere; }
  @keyframes appear { from { opacity: 0; } }
  @media (prefers-reduced-motion: reduce) { .empty > div { animation: none; } }
`;
