/** Why a record deserves another look: a sentence a flag, and how likely its label is wrong. */
import { t } from '@vscode/l10n';
import { css, html, nothing, type TemplateResult } from 'lit';
import type { RecordView } from '../../src/protocol/views/record.js';
import { oneLine } from '../text/hostile.js';
import { icon } from './icon.js';
import { reasonsStyles, wrongness } from './reasons.js';

/** Flags that say the label may be wrong; the others say that it is uncertain. */
const AGAINST = new Set(['contested', 'label-mismatch', 'contradiction', 'degenerate']);

/** The lines above the record, with the toggles at their end; a blind record says nothing of flags, not even that there are none. */
export function why(record: RecordView, blind: boolean, toggles: TemplateResult): TemplateResult {
  return html`<header class="why">
    <h2 class="num" title=${t('Record {0}, counted from 0', record.index)}>${record.index}</h2>
    <ul>
      ${blind ? html`<li class="dim">${t('Scores and labels are hidden until you decide.')}</li>`
        : record.turned ? html`<li class="dim">${t('A and B stand as in the file again.')}</li>` : nothing}
      ${blind ? nothing : record.flags.length === 0 ? html`<li class="dim">${t('No flags')}</li>` : record.flags.map((flag) => html`
        <li class=${AGAINST.has(flag.flag) ? 'against' : 'unsure'}><b>${oneLine(flag.title)}</b> <bdi>${oneLine(flag.why)}</bdi></li>`)}
    </ul>
    <div class="standing">
      ${record.dropped
        ? html`<span class="dropped" title=${t('Leaves the file when it is saved; Undo brings it back')}>${icon('close')}${t('dropped')}</span>`
        : record.edited ? html`<span class="edited" title=${t('Changed, not saved')}>${t('edited')}</span>` : nothing}
      ${wrongness(record)}
      ${toggles}
    </div>
  </header>`;
}

/** Styles of the lines above the record. */
export const whyStyles = css`
  ${reasonsStyles}
  .why { display: flex; align-items: baseline; gap: 10px; flex: none; min-height: 22px; }
  .why h2 { color: var(--dim); min-width: 28px; }
  .why ul { list-style: none; margin: 0; padding: 0; flex: 1; min-width: 0; display: grid; gap: 2px; }
  .why li { padding-left: 9px; border-left: 3px solid transparent; overflow-wrap: anywhere; }
  .why li.dim { padding-left: 0; border: none; }
  .why b { font-weight: 600; margin-right: 6px; }
  .why .against { border-color: var(--bad); }
  .why .against b { color: var(--bad-text); }
  .why .unsure { border-color: var(--warn); }
  .why .unsure b { color: var(--warn-text); }
  .why .standing { display: flex; gap: 12px; white-space: nowrap; align-items: center; }
  .why .edited { color: var(--vscode-gitDecoration-modifiedResourceForeground); }
  .why .dropped { color: color-mix(in srgb, var(--vscode-gitDecoration-deletedResourceForeground) 75%, var(--vscode-foreground)); }
`;
