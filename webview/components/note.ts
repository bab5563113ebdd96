/** The note of a record: a line under it, or a box where it is being written. */
import { t } from '@vscode/l10n';
import { css, html, nothing, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { Actions } from '../actions.js';
import { shownRecord, type PageState } from '../state.js';
import { oneLine } from '../text/hostile.js';
import { icon } from './icon.js';

/** The note of the shown record; nothing where it has none. */
export function noteBar(page: PageState, actions: Actions): TemplateResult | typeof nothing {
  const record = shownRecord(page);
  if (!record) return nothing;
  const { index, note } = record;
  if (page.noteOf === index) {
    return html`<div class="note writing">${icon('comment')}
      <textarea ${ref(focusOnce)} rows="2" maxlength="10000" aria-label=${t('Note on record {0}', index)} placeholder=${t('Note: Enter keeps it, Shift+Enter begins a line, Esc leaves')} .value=${note ?? ''}
        @keydown=${(event: KeyboardEvent) => key(event, index, actions)} @blur=${(event: Event) => actions.reviews.leaveNote(index, (event.target as HTMLTextAreaElement).value)}></textarea></div>`;
  }
  if (note === null) return nothing;
  return html`<div class="note">${icon('comment')}<bdi>${oneLine(note)}</bdi>
    <button class="plain" title=${t('Edit note')} aria-label=${t('Edit note')} @click=${() => actions.run({ do: 'note' })}>${icon('edit')}</button></div>`;
}

function key(event: KeyboardEvent, index: number, actions: Actions): void {
  if (event.isComposing || event.key !== 'Enter' || event.shiftKey) return;
  event.preventDefault();
  actions.reviews.note(index, (event.target as HTMLTextAreaElement).value);
  actions.places?.focusList();
}

/** The box takes the focus when it is put into the page; the caret stands at the end. */
function focusOnce(element: Element | undefined): void {
  if (!(element instanceof HTMLTextAreaElement)) return;
  requestAnimationFrame(() => {
    element.focus();
    element.setSelectionRange(element.value.length, element.value.length);
  });
}

/** Styles of the note. */
export const noteStyles = css`
  .note { display: flex; gap: 6px; align-items: flex-start; padding: 4px 16px; border-top: 1px solid var(--line); background: var(--well); min-width: 0; }
  .note > .icon { color: var(--dim); margin-top: 2px; }
  .note bdi { flex: 1; min-width: 0; overflow-wrap: anywhere; max-height: 5.8em; overflow: auto; }
  .note button { display: inline-flex; padding: 1px; }
  .note textarea {
    flex: 1; font: inherit; color: var(--vscode-input-foreground, var(--fg)); background: var(--vscode-input-background); border: 1px solid var(--vscode-contrastBorder, var(--vscode-input-border, transparent)); border-radius: 2px; padding: 3px 6px; resize: vertical; min-height: 44px;
  }
  .note textarea:focus { outline: 1px solid var(--focus); outline-offset: -1px; }
`;
