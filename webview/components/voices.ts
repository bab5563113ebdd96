/** What annotators wrote beside their votes. */
import { t } from '@vscode/l10n';
import { css, html, nothing, type TemplateResult } from 'lit';
import { responseLetter } from '../../src/protocol/responseLetter.js';
import type { VoteView } from '../../src/protocol/views/record.js';
import { oneLine } from '../text/hostile.js';
import { number } from '../text/numbers.js';
import './text.js';

/** The annotators' words, folded; nothing where nobody wrote any. */
export function voices(votes: readonly VoteView[], highlight: readonly string[]): TemplateResult | typeof nothing {
  const speaking = votes.flatMap((vote, i) => (vote.justification !== undefined || vote.feedback !== undefined ? [{ vote, place: i + 1 }] : []));
  if (speaking.length === 0) return nothing;
  return html`<details class="voices">
    <summary>${t('Why annotators voted so')} <span class="dim num">${speaking.length}</span></summary>
    <dl tabindex="0" aria-label=${t('Why annotators voted so')}>${speaking.map(({ vote, place }) => html`<dt><bdi>${vote.annotator === null ? t('annotator {0}', place) : oneLine(vote.annotator)}</bdi> <b>${verdict(vote.strength)}</b></dt>
      <dd>${vote.justification === undefined ? nothing : html`<tb-text .text=${vote.justification} .highlight=${highlight}></tb-text>`}
        ${(vote.feedback ?? []).map((text, i) => (text === '' ? nothing : html`<div class="of"><b class="dim">${responseLetter(i + 1)}</b><tb-text .text=${text} .highlight=${highlight}></tb-text></div>`))}</dd>`)}</dl>
  </details>`;
}

function verdict(strength: number): string {
  return strength === 0 ? t('tie') : t('{0} by {1}', responseLetter(strength < 0 ? 1 : 2), number(Math.abs(strength)));
}

/** Styles of the words. */
export const voicesStyles = css`
  .voices { flex: none; }
  .voices summary { cursor: pointer; width: fit-content; font-size: var(--small); color: var(--dim); }
  .voices summary:hover { color: var(--fg); }
  .voices dl { display: grid; grid-template-columns: fit-content(24%) minmax(0, 1fr); gap: 5px 14px; max-height: 180px; overflow: auto; padding: 4px 0; }
  .voices dt { color: var(--dim); white-space: nowrap; }
  .voices dt b { font-weight: 600; color: var(--fg); }
  .voices dd { max-width: 120ch; }
  .voices .of { display: grid; grid-template-columns: 16px minmax(0, 1fr); margin-top: 2px; }
`;
