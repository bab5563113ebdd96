/** Two responses as one text, with what only one of them has. */
import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { InlineDifferences } from '../diff/differences.js';
import './text.js';

/** The pane, in the texts' place, over so many columns. */
export function diffPane({ first, second, pieces, coarse, equal }: InlineDifferences, highlight: readonly string[], columns: number): TemplateResult {
  return html`<section class="diff-pane" .style=${`--span: ${columns}`} aria-label=${t('Differences of {0} and {1}', first, second)}>
    <h3><del>${t('only in {0}', first)}</del><ins>${t('only in {0}', second)}</ins>
      <span class="end dim">${equal ? t('The texts are the same.') : coarse ? t('Long texts: not every word was compared.') : nothing}</span></h3>
    <div class="text" tabindex="0" role="region" aria-label=${t('{0} and {1} in one text', first, second)}><tb-text .pieces=${pieces} .highlight=${highlight}></tb-text></div>
  </section>`;
}
