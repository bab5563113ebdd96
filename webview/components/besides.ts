/** A chosen and a rejected answer that belong to the prompt but not to the record's responses. */
import { css, html, nothing, type TemplateResult } from 'lit';
import type { RecordView } from '../../src/protocol/views.js';
import type { Actions } from '../actions.js';
import { oneLine } from '../text/hostile.js';
import './response.js';

/** The pair, folded; nothing where there is none. */
export function besides({ besides: pair }: RecordView, actions: Actions): TemplateResult | typeof nothing {
  if (!pair) return nothing;
  const { chosen, rejected } = pair;
  const models = [chosen, rejected].map(({ model }) => model).filter((model) => model !== null);
  return html`<details class="besides">
    <summary>Another pair for this prompt <span class="dim">${models.length > 0 ? html`<bdi>${models.map(oneLine).join(' against ')}</bdi>` : 'kept apart from the responses'}</span></summary>
    <div class="pair">${[chosen, rejected].map((response) => html`<tb-response .style=${'--ink: var(--dim)'} .response=${response} .actions=${actions} .name=${response.preferred ? 'chosen' : 'rejected'} apart></tb-response>`)}</div>
  </details>`;
}

/** Styles of the pair. */
export const besidesStyles = css`
  .besides { flex: none; font-size: inherit; }
  .besides summary { cursor: pointer; width: fit-content; font-size: var(--small); color: var(--dim); }
  .besides summary:hover { color: var(--fg); }
  .besides .pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(300px, 1fr)); gap: 12px; padding-top: 4px; }
  .besides tb-response { height: clamp(120px, 26vh, 320px); }
`;
