/** A table of the report: numbers at the right, cells that filter as links, darker cells where more is. */
import { t } from '@vscode/l10n';
import { css, html, nothing, type TemplateResult } from 'lit';
import type { Cell, Table } from '../../../src/core/report/blocks.js';
import type { ReportActions } from '../actions.js';

/** The table under its title; `label` names one that stands without. Where it has no rows, and a note that says why, that alone. */
export function table({ title, note, columns, rows }: Table, actions: ReportActions, label = title): TemplateResult {
  return html`
    ${title === '' ? nothing : html`<h3><bdi>${title}</bdi></h3>`}
    ${note === null ? nothing : html`<p class="note dim">${note}</p>`}
    ${note !== null && rows.length === 0 ? nothing : html`<div class="scroll" role="group" tabindex="0" aria-label=${label}>
      <table aria-label=${label}>
        <thead><tr>${columns.map((column) => html`<th scope="col" class=${column.numeric ? 'right' : ''}>${column.label}</th>`)}</tr></thead>
        <tbody>${rows.map((row) => html`<tr>${row.map((cell, i) => (i === 0
          ? html`<th scope="row" title=${cell.title ?? nothing}>${content(cell, actions)}</th>`
          : html`<td class="${columns[i]?.numeric ? 'right' : ''} ${cell.share === undefined ? '' : 'shaded'}" title=${cell.title ?? nothing} .style=${shade(cell)}>${content(cell, actions)}</td>`))}</tr>`)}</tbody>
      </table>
    </div>`}`;
}

/** A cell's text; a button where it stands for records. */
export function content({ text, where, title }: Cell, actions: ReportActions): TemplateResult {
  return where === undefined
    ? html`<bdi>${text}</bdi>`
    : html`<button class="link" title=${t('Filter the worklist: {0}', where)} aria-label=${title === undefined ? t('{0}: filter the worklist', text) : t('{0}, {1}: filter the worklist', text, title)} @click=${() => actions.filter(where)}><bdi>${text}</bdi></button>`;
}

function shade({ share }: Cell): string {
  return share === undefined ? '' : `--share: ${Math.round(Math.min(1, Math.max(0, share)) * 40)}%`;
}

/** How tables look. */
export const tableStyles = css`
  h3 { font-weight: 600; }
  .note { font-size: var(--small); max-width: 90ch; }
  .scroll { overflow: auto; max-height: 420px; max-width: 100%; width: fit-content; }
  table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
  th, td { padding: 2px 10px 2px 0; text-align: left; font-weight: inherit; white-space: nowrap; border-bottom: 1px solid var(--grid); }
  td.right, th[scope=col].right, td.shaded { padding: 2px 8px; }
  .right { text-align: right; }
  thead th { position: sticky; top: 0; background: var(--bg); color: var(--dim); font-size: var(--small); border-bottom-color: var(--line-strong); vertical-align: bottom; }
  th[scope=row] { max-width: 44ch; overflow: hidden; text-overflow: ellipsis; }
  td.shaded { background: color-mix(in srgb, var(--ink-1) var(--share, 0%), transparent); }
  tbody tr:hover { background: var(--vscode-list-hoverBackground); }
  button.link { text-align: inherit; font-variant-numeric: inherit; }
  td button.link { color: inherit; text-decoration: underline dotted; text-underline-offset: 3px; }
  td button.link:hover { text-decoration: underline; }
  button.link:focus-visible { outline: 1px solid var(--focus); outline-offset: 1px; }
`;
