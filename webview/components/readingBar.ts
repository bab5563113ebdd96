/** How the record is read: small toggles beside what it says, each with its key. */
import { t } from '@vscode/l10n';
import { css, html, nothing, type TemplateResult } from 'lit';
import type { Actions } from '../actions.js';
import type { Reading } from '../reading.js';
import { icon, type IconName } from './icon.js';

/** The toggles; those that compare are there where there is something to compare. `unrelated`: the texts compared have next to nothing in common. */
export function readingBar({ markdown, diff, together }: Reading, among: boolean, unrelated: boolean, actions: Actions): TemplateResult {
  const toggle = (name: IconName, label: string, key: string, pressed: boolean, how: 'diff' | 'diffLayout' | 'markdown' | 'together'): TemplateResult =>
    html`<button class="plain" aria-label=${label} title="${label} (${key})" aria-pressed=${pressed} @click=${() => actions.run({ do: 'read', how })}>${icon(name)}</button>`;
  return html`<div class="reading" role="group" aria-label=${t('How texts are shown')}>
    ${unrelated ? html`<span class="dim">${t('little in common')}</span>` : nothing}
    ${among && diff !== 'off' ? html`<button class="plain words" title="${t('Side by side or inline')} (⇧D)" @click=${() => actions.run({ do: 'read', how: 'diffLayout' })}>${diff === 'inline' ? t('inline') : t('side by side')}</button>` : nothing}
    ${among ? html`${toggle('diff', t('Mark differences'), 'D', diff !== 'off', 'diff')}${toggle('sync', t('Scroll together'), 'Y', together, 'together')}` : nothing}
    ${toggle('markdown', t('Show as Markdown'), 'M', markdown, 'markdown')}
  </div>`;
}

/** Styles of the toggles. */
export const readingBarStyles = css`
  .reading { display: inline-flex; gap: 2px; align-items: center; align-self: flex-start; }
  .reading button { display: inline-flex; align-items: center; padding: 2px; color: var(--dim); border: 1px solid transparent; line-height: 16px; }
  .reading button.words { padding: 2px 5px; font-size: var(--small); }
  .reading button[aria-pressed=true] { color: var(--vscode-inputOption-activeForeground, var(--fg)); background: var(--vscode-inputOption-activeBackground); border-color: var(--vscode-inputOption-activeBorder, transparent); }
`;
