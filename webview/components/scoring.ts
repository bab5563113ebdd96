/** What scoring is doing, and where: one quiet phrase, with the details behind it. */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ScoringView } from '../../src/protocol/views.js';
import type { Actions } from '../actions.js';
import { base } from '../styles.js';
import { oneLine } from '../text/hostile.js';
import { count, fixed } from '../text/numbers.js';
import { icon, iconStyles } from './icon.js';

/** `<tb-scoring .scoring=...>`. */
@customElement('tb-scoring')
export class ScoringElement extends LitElement {
  static override styles = [base, iconStyles, css`
    :host { display: flex; align-items: center; gap: 8px; color: var(--dim); font-variant-numeric: tabular-nums; }
    .phrase { display: inline-flex; align-items: center; gap: 5px; max-width: 100%; min-width: 0; }
    .failed .icon { color: var(--bad); }
    .go { display: inline-flex; }
    [popover] {
      position: fixed; inset: 36px 10px auto auto; margin: 0; max-width: min(460px, 90vw); padding: 8px 12px; color: var(--vscode-editorHoverWidget-foreground, var(--fg));
      background: var(--vscode-editorHoverWidget-background, var(--bg)); border: 1px solid var(--vscode-editorHoverWidget-border, var(--line)); border-radius: 4px; white-space: normal;
    }
    dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 2px 12px; overflow-wrap: anywhere; }
    dt { color: var(--dim); }
  `];

  @property({ attribute: false }) scoring: ScoringView | null = null;
  @property({ attribute: false }) actions!: Actions;

  protected override render(): TemplateResult {
    const { scoring, actions } = this;
    if (!scoring) return html``;
    const { state } = scoring;
    const phrase = words(scoring);
    return html`
      ${phrase === '' ? nothing : html`<button class="plain phrase ${state}" popovertarget="details" title="Details">
        ${state === 'failed' ? icon('error') : nothing}<span class="clip">${phrase}</span></button>`}
      ${state === 'starting' || state === 'running' ? html`<button class="plain go" title="Stop scoring" aria-label="Stop scoring" @click=${() => actions.command('tiebreak.cancelScoring')}>${icon('close')}</button>` : nothing}
      ${state === 'off' && !scoring.fromFile ? html`<button class="link" @click=${() => actions.command('tiebreak.score')}>Score</button>` : nothing}
      ${state === 'cancelled' ? html`<button class="link" @click=${() => actions.command('tiebreak.score')}>Resume</button>` : nothing}
      ${state === 'failed' ? html`<button class="link" @click=${() => actions.command('tiebreak.score')}>Try again</button>` : nothing}
      <div id="details" popover>${details(scoring)}</div>`;
  }
}

function words({ state, device, adapter, done, total, responsesPerSecond, fromFile }: ScoringView): string {
  const where = [device === null ? '' : deviceName(device), adapter === null ? '' : oneLine(adapter)].filter((part) => part !== '').join(' · ');
  const so = `${count(done)} / ${count(total)}`;
  switch (state) {
    case 'off': return fromFile ? 'scores from the file' : '';
    case 'starting': return 'starting the scorer…';
    case 'running': return [where, so, responsesPerSecond === null ? '' : `${count(responsesPerSecond)}/s`].filter((part) => part !== '').join(' · ');
    case 'done': return [where, `scored ${so}`].filter((part) => part !== '').join(' · ');
    case 'cancelled': return `stopped at ${so}`;
    case 'failed': return 'scoring failed';
  }
}

const NAMES: Readonly<Record<string, string>> = { webgpu: 'WebGPU', cuda: 'CUDA', dml: 'DirectML', coreml: 'Core ML', cpu: 'CPU' };

function deviceName(device: string): string {
  return NAMES[device] ?? oneLine(device);
}

function details({ model, device, adapter, skipped, done, total, responsesPerSecond, message, fromFile }: ScoringView): TemplateResult {
  const lines: (readonly [string, string | null])[] = [
    ['Scores', fromFile ? 'from the file' : null],
    ['Model', model],
    ['Device', device === null ? null : deviceName(device)],
    ['Adapter', adapter],
    ['Responses', total > 0 ? `${count(done)} of ${count(total)}` : null],
    ['Speed', responsesPerSecond === null ? null : `${fixed(responsesPerSecond, 1)} responses a second`],
    ...skipped.map((skip) => [`Not ${deviceName(skip.device)}`, skip.reason] as const),
    ['Message', message],
  ];
  return html`<dl>${lines.filter(([, text]) => text !== null && text !== '').map(([name, text]) => html`<dt>${name}</dt><dd><bdi>${oneLine(text ?? '')}</bdi></dd>`)}</dl>`;
}
