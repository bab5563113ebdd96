/** The keys that do something to what is shown; while an attribute waits for its value, that alone. */
import { t } from '@vscode/l10n';
import { css, html, nothing, type TemplateResult } from 'lit';
import { responseLetter } from '../../src/protocol/responseLetter.js';
import type { RecordView } from '../../src/protocol/views/record.js';
import { strengthDigits } from '../answers.js';
import { choiceIsHidden } from '../blinded.js';
import { keysOf, shownKey } from '../keymap.js';
import { MOST_COLUMNS } from '../laidOpen.js';
import { attributeLetters } from '../letters.js';
import { shownRecord, type PageState } from '../state.js';
import { oneLine } from '../text/hostile.js';
import { count, number } from '../text/numbers.js';

/** The bar at the bottom. */
export function footer(page: PageState): TemplateResult {
  const { pending, focused } = page;
  const record = shownRecord(page);
  const attributes = record?.responses.find((response) => response.number === focused)?.attributes ?? [];
  if (pending?.kind === 'value') {
    const asked = attributes.find(({ name }) => name === pending.attribute);
    return html`<footer><span>${t('{0} of {1}', oneLine(pending.attribute), responseLetter(focused))}</span>
      ${asked ? key([`${number(asked.min)} – ${number(asked.max)}`], t('set')) : nothing}${record && record.responses.length > 1 ? key(['A', 'B'], t('other response')) : nothing}${key(['Esc'], t('leave'))}</footer>`;
  }
  if (pending?.kind === 'strength') {
    return html`<footer><span>${t('{0} is better by', responseLetter(pending.response))}</span>${key([strengthDigits(record?.preference.strengthMax ?? 0)], t('0 is a tie'))}${key(['A', 'B'], t('which'))}${key(['Esc'], t('leave'))}</footer>`;
  }
  return html`<footer><div class="keys">${record ? decisions(record, page) : nothing}
    ${command(page, 'tiebreak.next', t('next'))}
    ${page.list?.blind ? nothing : command(page, 'tiebreak.nextFlag', t('next flagged'))}
    ${command(page, 'tiebreak.undo', t('undo'))}
    </div>
    ${command(page, 'tiebreak.focusFilter', t('filter'))}
    ${command(page, 'tiebreak.showKeys', t('keys'))}
    ${decided(page)}
  </footer>`;
}

/** What can be decided about the record: first what is decided most often. */
function decisions(record: RecordView, page: PageState): TemplateResult {
  const { dataset, focused } = page;
  const { edits, chosen, strengthMax } = record.preference;
  const { length } = record.responses;
  const editable = !record.dropped && dataset?.readOnly === false;
  const can = (kind: (typeof edits)[number]): boolean => editable && edits.includes(kind);
  const attributes = record.responses.find((response) => response.number === focused)?.attributes ?? [];
  const letters = [...attributeLetters(attributes.map(({ name }) => name), edits)];
  const first = editable ? attributes.find((attribute) => attribute.editable) : undefined;
  const letter = first && letters.find(([, name]) => name === first.name)?.[0];
  const hidden = record.blind === 'hidden' && choiceIsHidden(record);
  const flip = record.besides && length !== 2 ? t('flip the other pair') : length === 2 && chosen !== null ? t('flip to {0}', responseLetter(3 - chosen)) : t('flip');
  return html`
    ${hidden ? key(['1', length > 2 ? `– ${Math.min(9, length)}` : '2'], t('choose')) : command(page, 'tiebreak.accept', record.blind === 'revealed' && record.decidedNow ? t('go on') : t('accept'))}
    ${can('flip') && !hidden ? command(page, 'tiebreak.flip', flip) : nothing}
    ${can('choose') && length > 2 && !hidden ? key(['1', `– ${Math.min(9, length)}`], t('choose')) : nothing}
    ${can('choose') && length > MOST_COLUMNS ? key(['Enter'], t('in their list: choose {0}', responseLetter(focused))) : nothing}
    ${can('tie') ? command(page, 'tiebreak.tie', t('tie')) : nothing}
    ${can('strength') ? key([shownKey(keysOf(page.keys.keys, 'tiebreak.setStrength')[0] ?? ''), strengthDigits(strengthMax)], t('strength')) : nothing}
    ${first && letter ? key([letter.toUpperCase(), `${number(first.min)} – ${number(first.max)}`], oneLine(first.name)) : nothing}
    ${length > 2 ? key(['←', '→'], t('response')) : first && length > 1 ? key(['A', 'B'], t('response')) : nothing}
    ${command(page, 'tiebreak.skip', t('skip'))}
    ${command(page, 'tiebreak.note', t('note'))}
    ${length > 1 ? command(page, 'tiebreak.toggleDiff', t('diff')) : nothing}`;
}

/** How much of the file is done. */
function decided({ dataset }: PageState): TemplateResult | typeof nothing {
  if (!dataset || dataset.records === 0) return nothing;
  return html`<span class="decided num" title=${t('Records that were accepted or edited')}>${t('{0} of {1} decided', count(dataset.decided), count(dataset.records))}</span>`;
}

/** A command under its first key; nothing where the user took its keys away. */
function command({ keys }: PageState, name: string, label: string): TemplateResult | typeof nothing {
  const [first] = keysOf(keys.keys, name);
  return first === undefined ? nothing : key([shownKey(first)], label);
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
  footer .decided { flex: none; border-left: 1px solid var(--line); padding-left: 14px; }
`;
