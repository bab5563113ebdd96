/** The keys that do something to what is shown; while an attribute waits for its value, that alone. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { responseLetter } from '../../src/protocol/responseLetter.js';
import { strengthDigits } from '../answers.js';
import { MOST_COLUMNS } from '../laidOpen.js';
import { attributeLetters } from '../letters.js';
import { shownRecord, type PageState } from '../state.js';
import { oneLine } from '../text/hostile.js';
import { number } from '../text/numbers.js';

/** The bar at the bottom. */
export function footer(page: PageState): TemplateResult {
  const { pending, dataset, focused } = page;
  const record = shownRecord(page);
  const attributes = record?.responses.find((response) => response.number === focused)?.attributes ?? [];
  const edits = record?.preference.edits ?? [];
  const letters = [...attributeLetters(attributes.map(({ name }) => name), edits)];
  if (pending?.kind === 'letter') {
    return html`<footer><span>Set which attribute of <b>${responseLetter(focused)}</b>?</span>${letters.map(([letter, name]) => key([letter], name))}${key(['Esc'], 'leave')}</footer>`;
  }
  if (pending?.kind === 'value') {
    const asked = attributes.find(({ name }) => name === pending.attribute);
    return html`<footer><span><b>${oneLine(pending.attribute)}</b> of <b>${responseLetter(focused)}</b></span>
      ${asked ? key([`${number(asked.min)} – ${number(asked.max)}`], 'set') : nothing}${record && record.responses.length > 1 ? key(['A', 'B'], 'other response') : nothing}${key(['Esc'], 'leave')}</footer>`;
  }
  if (pending?.kind === 'strength') {
    return html`<footer><span><b>${responseLetter(pending.response)}</b> is better by</span>${key([strengthDigits(record?.preference.strengthMax ?? 0)], '0 is a tie')}${key(['A', 'B'], 'which')}${key(['Esc'], 'leave')}</footer>`;
  }
  const editable = record !== null && !record.dropped && dataset?.readOnly === false;
  const chosen = record?.preference.chosen ?? null;
  const other = record?.responses.length === 2 && chosen !== null ? ` to ${responseLetter(3 - chosen)}` : '';
  const flipped = record?.besides && record.responses.length !== 2 ? ' the other pair' : other;
  const first = editable ? attributes.find((attribute) => attribute.editable) : undefined;
  const letter = first && letters.find(([, name]) => name === first.name)?.[0];
  return html`<footer><div class="keys">
    ${key(['N', 'P'], 'next, previous')}
    ${key(['⇧N', '⇧P'], 'flagged')}
    ${editable && edits.includes('flip') ? key(['F'], `flip${flipped}`) : nothing}
    ${editable && edits.includes('choose') && record.responses.length > 1 ? key(['1', record.responses.length > 2 ? `– ${Math.min(9, record.responses.length)}` : '2'], 'choose') : nothing}
    ${editable && edits.includes('choose') && record.responses.length > MOST_COLUMNS ? key(['Enter'], `in their list: choose ${responseLetter(focused)}`) : nothing}
    ${editable && edits.includes('tie') ? key(['T'], 'tie') : nothing}
    ${editable && edits.includes('strength') ? key(['S', strengthDigits(record.preference.strengthMax)], 'strength') : nothing}
    ${first && letter ? key([letter.toUpperCase(), `${number(first.min)} – ${number(first.max)}`], oneLine(first.name)) : nothing}
    ${record && record.responses.length > 2 ? key(['←', '→'], 'response') : first && record && record.responses.length > 1 ? key(['A', 'B'], 'response') : nothing}
    </div>
    ${key(['/'], 'filter')}
    ${key(['?'], 'keys')}
  </footer>`;
}

function key(keys: readonly string[], label: string): TemplateResult {
  return html`<span class="key">${keys.map((name) => html`<kbd>${name}</kbd>`)}${label}</span>`;
}

/** Styles of the bar. */
export const footerStyles = css`
  footer, footer .keys { display: flex; align-items: center; gap: 0 18px; height: 26px; overflow: hidden; white-space: nowrap; }
  footer { padding: 0 12px; color: var(--dim); font-size: 12px; line-height: 25px; background: var(--side); border-top: 1px solid var(--line); }
  /* What does not fit goes to a second line that is not seen: the sheet has it. */
  footer .keys { flex: 1; flex-wrap: wrap; }
  footer b { color: var(--fg); font-weight: 600; }
  footer .key { display: inline-flex; align-items: center; gap: 4px; }
  footer .key kbd:last-of-type { margin-right: 2px; }
`;
