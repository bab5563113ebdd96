/** The schemas between which somebody must choose before the file can be open. */
import { t } from '@vscode/l10n';
import { css, html, type TemplateResult } from 'lit';
import type { ChoiceView } from '../../src/protocol/views/dataset.js';
import type { Actions } from '../actions.js';
import { button } from '../controls.js';
import { oneLine } from '../text/hostile.js';
import { fixed } from '../text/numbers.js';
import { placed } from '../text/placed.js';

/** The page of a file whose schema is not decided. */
export function choiceOf({ name, candidates }: ChoiceView, actions: Actions): TemplateResult {
  return html`<div class="empty choice"><div>
    <h2>${placed(t('Which schema does {0} have?'), html`<bdi>${oneLine(name)}</bdi>`)}</h2>
    <p class="dim">${t('Several fit its first rows as well as each other. The choice decides what the columns mean, and is remembered for this file.')}</p>
    <ul>${candidates.map(({ schema, confidence, reason }) => html`<li><button class="plain" @click=${() => actions.chooseSchema(schema)}>
      <b>${oneLine(schema)}</b><span class="dim num">${t('confidence {0}', fixed(confidence))}</span><bdi class="reason dim">${oneLine(reason)}</bdi></button></li>`)}</ul>
    <div class="buttons">${button(t('Choose Schema…'), () => actions.command('tiebreak.chooseSchema'), 'primary')}${button(t('Map Columns…'), () => actions.command('tiebreak.mapColumns'))}</div>
  </div></div>`;
}

/** Styles of the choice. */
export const choiceStyles = css`
  .choice > div { width: min(60ch, 100%); justify-items: stretch; animation: none; }
  .choice h2 { display: block; }
  .choice ul { list-style: none; margin: 4px 0; padding: 0; border-top: 1px solid var(--line); }
  .choice li { border-bottom: 1px solid var(--line); }
  .choice li button { display: grid; grid-template-columns: auto 1fr; gap: 0 12px; align-items: baseline; width: 100%; text-align: left; padding: 7px 8px; border-radius: 0; }
  .choice li b { font-weight: 600; }
  .choice .reason { grid-column: 1 / 3; overflow-wrap: anywhere; }
  .choice .buttons { display: flex; gap: 8px; margin-top: 4px; }
`;
