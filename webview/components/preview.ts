/** What the mapping that is being written makes of the file: problems, columns, and the first record. */
import { t } from '@vscode/l10n';
import { css, html, nothing, type TemplateResult } from 'lit';
import type { MappingProblem, PreviewView } from '../../src/protocol/preview.js';
import type { Actions } from '../actions.js';
import { button } from '../controls.js';
import type { PageState } from '../state.js';
import { oneLine } from '../text/hostile.js';
import { count } from '../text/numbers.js';
import { placed } from '../text/placed.js';
import { icon } from './icon.js';
import './record.js';

/** The preview, in the record's place. */
export function preview(view: PreviewView, { scoring }: PageState, actions: Actions): TemplateResult {
  const { mapping, problems, columns, record } = view;
  const usable = problems.length === 0 && view.read > 0;
  return html`<div class="preview">
    <div class="bar"><h2 class="clip">${icon('json')}${placed(t('Preview of {0}'), html`<bdi>${oneLine(mapping)}</bdi>`)}</h2>
      ${usable ? button(t('Use This Mapping'), () => actions.command('tiebreak.useMapping'), 'primary') : nothing}
      ${button(t('Close Preview'), () => actions.command('tiebreak.endPreview'))}</div>
    <div role="status">${problems.length > 0 ? problemList(problems, actions) : reads(view)}</div>
    <details class="columns-of" ?open=${record === null}>
      <summary>${t('Columns of the file')} <span class="dim num">${count(columns.length)}</span></summary>
      <table><tbody>${columns.map(({ pointer, kind, example }) => html`<tr><td class="pointer"><bdi>${oneLine(pointer)}</bdi></td><td class="dim">${oneLine(kind)}</td><td class="example"><bdi>${oneLine(example)}</bdi></td></tr>`)}</tbody></table>
    </details>
    ${record === null ? nothing : html`<h3 class="dim">${t('First record')}</h3><div class="first"><tb-record .record=${record} .scoring=${scoring} .actions=${actions} readOnly preview></tb-record></div>`}
  </div>`;
}

function problemList(problems: readonly MappingProblem[], actions: Actions): TemplateResult {
  return html`<ul class="problems">${problems.map(({ message, line, column, from, to }) => html`<li><button class="plain" title=${t('Show it in the mapping')} @click=${() => actions.showInMapping(from, to)}>
    ${icon('error')}<bdi>${oneLine(message)}</bdi><span class="dim num">${count(line)}:${count(column)}</span></button></li>`)}</ul>`;
}

function reads({ tried, read, refused }: PreviewView): TemplateResult {
  if (read === tried && read > 0) return html`<p class="reads good">${icon('check')}${tried === 1 ? t('The first row reads.') : t('All of the first {0} rows read.', count(tried))}</p>`;
  return html`<p class="reads ${read === 0 ? 'bad' : 'some'}">${icon(read === 0 ? 'error' : 'warning')}<span>${t('Of the first {0} rows {1} read.', count(tried), count(read))}
    ${refused === null ? nothing : html`<bdi>${oneLine(refused)}</bdi>`}</span></p>`;
}

/** Styles of the preview. */
export const previewStyles = css`
  .preview { display: flex; flex-direction: column; gap: 8px; padding: 8px 16px 10px; min-height: 0; overflow: auto; }
  .preview .bar { display: flex; align-items: center; gap: 8px; flex: none; }
  .preview .bar h2 { flex: 1; font-weight: 600; min-width: 0; }
  .preview .bar h2 .icon { margin-right: 6px; }
  .preview .problems { list-style: none; margin: 0; padding: 0; }
  .preview .problems button { display: flex; gap: 6px; align-items: flex-start; text-align: left; padding: 3px 4px; width: 100%; }
  .preview .problems bdi { flex: 1; overflow-wrap: anywhere; }
  .preview .problems .icon, .preview .reads.bad .icon { color: var(--bad); }
  .preview .reads { display: flex; gap: 6px; overflow-wrap: anywhere; }
  .preview .reads.good .icon { color: var(--good-text); }
  .preview .reads.some .icon { color: var(--warn); }
  .preview .columns-of { flex: none; }
  .preview summary { cursor: pointer; width: fit-content; }
  .preview table { border-collapse: collapse; width: 100%; margin-top: 4px; table-layout: fixed; }
  .preview td { padding: 2px 14px 2px 0; vertical-align: baseline; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; border-top: 1px solid var(--line); }
  .preview td.pointer { width: 34%; font-family: var(--mono); font-size: 12px; }
  .preview td:nth-child(2) { width: 24%; }
  .preview .columns-of[open] { max-height: 60%; overflow: auto; }
  .preview h3 { font-size: var(--small); border-top: 1px solid var(--line); padding-top: 6px; flex: none; }
  .preview .first { flex: 1 1 auto; min-height: 420px; display: grid; margin: 0 -16px; }
`;
