/** How likely a record's label is wrong, and the evidence for and against it behind a fold, the heaviest first. */
import { t } from '@vscode/l10n';
import { css, html, nothing, type TemplateResult } from 'lit';
import type { RecordView } from '../../src/protocol/views/record.js';
import { oneLine } from '../text/hostile.js';
import { fixed } from '../text/numbers.js';

/** The probability, which opens to the reasons; nothing where there is none. */
export function wrongness({ pWrong, queue }: RecordView): TemplateResult | typeof nothing {
  if (pWrong === null) return nothing;
  const said = html`<span class="num ${pWrong >= 0.5 ? '' : 'dim'}" title=${t('Calibrated probability that the label is wrong')}>${t('P(wrong) {0}', fixed(pWrong))}</span>`;
  const reasons = queue?.reasons ?? [];
  if (reasons.length === 0) return said;
  return html`<details class="reasons">
    <summary>${said}</summary>
    <ul>${reasons.map(({ text, weight }) => html`
      <li class=${weight > 0 ? 'against' : 'dim'}>
        <span class="num factor" title=${t('Factor on the odds that the label is wrong')}>× ${factor(weight)}</span> <bdi>${oneLine(text)}</bdi>
      </li>`)}
    </ul>
  </details>`;
}

/** What a weight in log odds makes of the odds: two digits that count, 0.01 to 100. */
function factor(weight: number): string {
  const value = Math.min(100, Math.max(0.01, Math.exp(weight)));
  return value >= 10 ? value.toFixed(0) : value.toFixed(value >= 1 ? 1 : 2);
}

/** Styles of the reasons. */
export const reasonsStyles = css`
  .reasons { position: relative; }
  .reasons summary { cursor: pointer; list-style: none; }
  .reasons summary::-webkit-details-marker { display: none; }
  .reasons summary::after { content: '▾'; margin-left: 3px; color: var(--dim); }
  .why .reasons ul { position: absolute; right: 0; top: 100%; z-index: 5; width: max-content; max-width: min(520px, 80vw); padding: 8px 10px; white-space: normal;
    color: var(--vscode-editorHoverWidget-foreground); background: var(--vscode-editorHoverWidget-background); border: 1px solid var(--vscode-editorHoverWidget-border, var(--vscode-contrastBorder)); box-shadow: 0 2px 8px var(--vscode-widget-shadow); }
  .why .reasons li, .why .reasons li.dim { display: flex; gap: 8px; padding: 0; border: none; }
  .reasons .factor { flex: none; min-width: 46px; text-align: right; }
  .reasons .against .factor { color: var(--bad-text); }
`;
