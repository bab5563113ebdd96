import { t } from '@vscode/l10n';
import type { Block, Cell, Chart, Figures, Table } from '../blocks.js';
import { chartTable } from '../chartTable.js';
import { chartSvg } from './chart.js';
import { coordinate, escaped } from './escape.js';

/** A block as HTML. */
export function blockHtml(block: Block): string {
  switch (block.kind) {
    case 'note': return `<p>${escaped(block.text)}</p>`;
    case 'figures': return figuresHtml(block);
    case 'table': return block.rows.length === 0 && block.note === null ? '' : `<div class="block">${tableHtml(block)}</div>`;
    case 'chart': return chartHtml(block);
  }
}

function figuresHtml({ figures }: Figures): string {
  return `<dl>${figures.map((figure) => `<div${titled(figure)}><dt>${escaped(figure.label)}</dt><dd>${escaped(figure.text)}</dd></div>`).join('')}</dl>`;
}

/** A chart over its table, which a browser folds without any script. */
function chartHtml(chart: Chart): string {
  return `<figure><figcaption><h3>${escaped(chart.title)}</h3>${chart.note === null ? '' : `<p class="note">${escaped(chart.note)}</p>`}${legend(chart)}</figcaption>${chartSvg(chart)}${folded(chartTable(chart))}</figure>`;
}

function legend({ series }: Chart): string {
  if (series.length < 2) return '';
  return `<p class="legend">${series.map(({ label, mark }, i) => `<span><i class="${mark === 'reference' ? 'dashed' : `back-${i + 1}`}"></i>${escaped(label)}</span>`).join('')}</p>`;
}

/** A table that opens at a press. */
export function folded(table: Table): string {
  return `<details><summary>${escaped(t('Show as table'))}</summary>${tableHtml({ ...table, title: '', note: null })}</details>`;
}

/** A table under its title; where it has no rows, and a note that says why, that alone. */
export function tableHtml({ title, note, columns, rows }: Table): string {
  const head = columns.map(({ label, numeric }) => `<th scope="col"${numeric ? ' class="right"' : ''}>${escaped(label)}</th>`).join('');
  const body = rows.map((row) => `<tr>${row.map((cell, i) => cellHtml(cell, i === 0, columns[i]?.numeric === true)).join('')}</tr>`).join('');
  return `${title === '' ? '' : `<h3>${escaped(title)}</h3>`}${note === null ? '' : `<p class="note">${escaped(note)}</p>`}${note !== null && rows.length === 0 ? '' : `<div class="scroll"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`}`;
}

function cellHtml(cell: Cell, first: boolean, numeric: boolean): string {
  if (first) return `<th scope="row"${titled(cell)}>${escaped(cell.text)}</th>`;
  const shade = cell.share === undefined ? '' : ` style="--share:${coordinate(Math.min(1, Math.max(0, cell.share)) * 40)}%"`;
  return `<td class="${numeric ? 'right' : ''}${cell.share === undefined ? '' : ' shaded'}"${titled(cell)}${shade}>${escaped(cell.text)}</td>`;
}

function titled({ title }: Cell): string {
  return title === undefined ? '' : ` title="${escaped(title)}"`;
}
