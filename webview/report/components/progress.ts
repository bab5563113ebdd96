/** Parts that are on their way, were called off, or failed. */
import { t } from '@vscode/l10n';
import { css, html, nothing, type TemplateResult } from 'lit';
import type { ReportPart } from '../../../src/protocol/report.js';
import { icon } from '../../components/icon.js';
import { oneLine } from '../../text/hostile.js';
import type { ReportActions } from '../actions.js';
import { PARTS, type ReportState } from '../state.js';

/** A line for each part that is not there. */
export function progress({ parts }: ReportState, actions: ReportActions): readonly (TemplateResult | typeof nothing)[] {
  return PARTS.map((part) => {
    const { state, error, value } = parts[part];
    if (state === 'computing') return value === null ? computing(part, actions) : nothing;
    if (state === 'cancelled') return line(html`${icon('info')}<span>${cancelled(part)}</span>${link(t('Compute'), () => actions.again(part))}`);
    if (state === 'failed') return line(html`${icon('error')}<span>${failed(part)} <bdi>${oneLine(error ?? '')}</bdi></span>${link(t('Try again'), () => actions.again(part))}`);
    return nothing;
  });
}

function computing(part: ReportPart, actions: ReportActions): TemplateResult {
  const words = computed(part);
  return line(html`<span>${words}</span><div class="bar" role="progressbar" aria-label=${words}><i></i></div>${link(t('Cancel'), () => actions.cancel(part))}`);
}

function line(content: TemplateResult): TemplateResult {
  return html`<div class="line">${content}</div>`;
}

function link(label: string, press: () => void): TemplateResult {
  return html`<button class="link" @click=${press}>${label}</button>`;
}

function computed(part: ReportPart): string {
  switch (part) {
    case 'report': return t('Counting labels and flags…');
    case 'scatter': return t('Gathering the scatter’s points…');
    case 'audit': return t('Looking for an audit…');
    case 'stats': return t('Computing agreement…');
    case 'evaluate': return t('Evaluating the models…');
  }
}

function cancelled(part: ReportPart): string {
  switch (part) {
    case 'report': return t('Counting was cancelled.');
    case 'scatter': return t('The scatter was cancelled.');
    case 'audit': return t('The audit’s results were not looked for.');
    case 'stats': return t('Agreement was cancelled.');
    case 'evaluate': return t('The evaluation was cancelled.');
  }
}

function failed(part: ReportPart): string {
  switch (part) {
    case 'report': return t('Counting failed:');
    case 'scatter': return t('The scatter could not be drawn:');
    case 'audit': return t('The audit’s results could not be read:');
    case 'stats': return t('Agreement could not be computed:');
    case 'evaluate': return t('The models could not be evaluated:');
  }
}

/** How the lines look. */
export const progressStyles = css`
  .line { display: flex; align-items: center; gap: 10px; padding: 6px 20px; border-top: 1px solid var(--line); color: var(--dim); }
  .line > span { flex: 0 1 auto; overflow-wrap: anywhere; }
  .line .bar { flex: 0 0 120px; height: 2px; overflow: hidden; background: var(--grid); }
  .line .bar i { display: block; width: 40%; height: 100%; background: var(--vscode-progressBar-background); animation: pass 1.4s ease-in-out infinite; }
  @keyframes pass { from { transform: translateX(-100%); } to { transform: translateX(250%); } }
  @media (prefers-reduced-motion: reduce) { .line .bar i { animation: none; width: 100%; } }
`;
