/** What stands in the record's place while there is none: opening, reading, empty, nothing matches, or an error. */
import { css, html, type TemplateResult } from 'lit';
import type { Actions } from '../actions.js';
import { button } from '../controls.js';
import { noneMatches, type PageState } from '../state.js';
import { oneLine } from '../text/hostile.js';
import { count, counted } from '../text/numbers.js';
import { badRowView } from './badRow.js';
import { choiceOf } from './choice.js';
import { icon } from './icon.js';

/** The message, or null where a record can be shown. */
export function messageOf(page: PageState, actions: Actions): TemplateResult | null {
  const { dataset, openError, choice, record, badRow, recordError, target } = page;
  if (openError !== null) return message('This file cannot be opened', openError, null, true);
  if (choice) return choiceOf(choice, actions);
  if (!dataset) return message('', null, null);
  if (recordError !== null && target !== null) {
    return message(`${target < 0 ? `Row ${-target}` : `Record ${target}`} cannot be shown`, recordError, button('Try again', () => actions.show(target)), true);
  }
  if (badRow && !noneMatches(page)) return badRowView(badRow);
  if (dataset.complete && dataset.records === 0) {
    const bad = dataset.badRowCount;
    const why = bad > 0 ? `${counted(bad, 'row')} could not be read; the list says why.` : `Read as ${dataset.format}, ${dataset.schema}: ${counted(dataset.rows, 'row')}.`;
    return message('No records in this file', why, null);
  }
  if (noneMatches(page) && page.query.order === 'bad') {
    return message('No bad rows', `Every one of ${counted(dataset.rows, 'row')} could be read.`, button('List by flag', () => actions.setQuery({ order: 'flags' })));
  }
  if (noneMatches(page)) {
    return message('No record matches the filter', `None of ${count(dataset.records)}.`, button('Clear filter', () => actions.setQuery({ where: null })));
  }
  return record ? null : message(dataset.complete ? '' : 'Reading…', null, null);
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
