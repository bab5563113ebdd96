/** One section of the report: its figures, tables and charts. */
import { css, html, nothing, type TemplateResult } from 'lit';
import type { Block, Figures, Section } from '../../../src/core/report/blocks.js';
import type { ReportActions } from '../actions.js';
import './chart.js';
import { content, table } from './table.js';

/** A section under its heading; `before` stands between the figures and the rest. */
export function section({ id, title, blocks }: Section, actions: ReportActions, before: TemplateResult | typeof nothing = nothing): TemplateResult {
  const charts = blocks.filter((block) => block.kind === 'chart');
  const others = blocks.filter((block) => block.kind !== 'chart' && block.kind !== 'figures');
  const figured = blocks.filter((block) => block.kind === 'figures');
  return html`<section id=${id} aria-labelledby="${id}-title" tabindex="-1">
    <h2 id="${id}-title">${title}</h2>
    ${figured.map((block) => figures(block))}
    ${before}
    ${charts.length > 0 ? html`<div class="charts">${charts.map((chart) => html`<tb-chart .chart=${chart} .actions=${actions}></tb-chart>`)}</div>` : nothing}
    ${others.length > 0 ? html`<div class="tables">${others.map((block) => other(block, actions))}</div>` : nothing}
  </section>`;

  function figures({ figures: all }: Figures): TemplateResult {
    return html`<dl class="figures">${all.map((figure) => html`<div title=${figure.title ?? nothing}><dt>${figure.label}</dt><dd class="num">${content(figure, actions)}</dd></div>`)}</dl>`;
  }
}

function other(block: Block, actions: ReportActions): TemplateResult | typeof nothing {
  switch (block.kind) {
    case 'note': return html`<p class="dim">${block.text}</p>`;
    case 'table': return block.rows.length === 0 && block.note === null ? nothing : html`<div class="table">${table(block, actions)}</div>`;
    default: return nothing;
  }
}

/** How sections look. */
export const sectionStyles = css`
  section { display: grid; gap: 14px; padding: 16px 20px 22px; border-top: 1px solid var(--line); min-width: 0; }
  section:focus { outline: none; }
  h2 { font-size: 15px; font-weight: 600; }
  .figures { display: flex; flex-wrap: wrap; gap: 8px 28px; }
  .figures dt { font-size: var(--small); color: var(--dim); white-space: nowrap; }
  .figures dd { font-size: 18px; line-height: 1.3; white-space: nowrap; }
  .charts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 330px), 1fr)); gap: 16px 24px; min-width: 0; }
  .tables { display: flex; flex-wrap: wrap; gap: 16px 40px; align-items: flex-start; min-width: 0; }
  .tables > p { flex-basis: 100%; }
  .table { display: grid; gap: 3px; min-width: 0; max-width: 100%; }
`;
