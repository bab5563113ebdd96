/** The button that shows a chart as a table, and back. */
import { t } from '@vscode/l10n';
import { css, html, type TemplateResult } from 'lit';

/** The button; `of` is the chart's title. */
export function tableToggle(shown: boolean, of: string, press: () => void): TemplateResult {
  return html`<button class="link toggle" aria-label=${shown ? t('Show as chart: {0}', of) : t('Show as table: {0}', of)} @click=${press}>${shown ? t('Show as chart') : t('Show as table')}</button>`;
}

/** How it stands beside a title. */
export const toggleStyles = css`
  .toggle { font-size: var(--small); white-space: nowrap; margin-left: auto; }
  .toggle:focus-visible { outline: 1px solid var(--focus); outline-offset: 1px; }
`;
