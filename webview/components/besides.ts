/** A chosen and a rejected answer that belong to the prompt but not to the record's responses. */
import { t } from '@vscode/l10n';
import { css, html, nothing, type TemplateResult } from 'lit';
import type { RecordView, ResponseView } from '../../src/protocol/views/record.js';
import { oneLine } from '../text/hostile.js';

/** The pair, folded, under a few responses; nothing where there is none. A long list has it among its own. */
export function besides({ besides: pair }: RecordView, response: (view: ResponseView) => TemplateResult): TemplateResult | typeof nothing {
  if (!pair) return nothing;
  const { chosen, rejected } = pair;
  const models = [chosen, rejected].map(({ model }) => model).filter((model) => model !== null).map(oneLine);
  return html`<details class="besides">
    <summary>${t('Another pair for this prompt')} <span class="dim">${models.length === 2 ? html`<bdi>${t('{0} against {1}', models[0] ?? '', models[1] ?? '')}</bdi>` : t('kept apart from the responses')}</span></summary>
    <div class="pair">${[chosen, rejected].map(response)}</div>
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
