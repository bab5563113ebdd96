/** What scoring is doing, and where: one quiet phrase, with the details behind it. */
import { t } from '@vscode/l10n';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ScoringView } from '../../src/protocol/views/scoring.js';
import type { Actions } from '../actions.js';
import { base } from '../styles.js';
import { oneLine } from '../text/hostile.js';
import { count, fixed, number, percent as share } from '../text/numbers.js';
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

  /** Closes the details; false where they are not open. The page takes Escape before the browser does. */
  close(): boolean {
    const open = this.renderRoot.querySelector<HTMLElement>('[popover]:popover-open');
    open?.hidePopover();
    return open !== null;
  }

  protected override render(): TemplateResult {
    const { scoring, actions } = this;
    if (!scoring) return html``;
    const { state } = scoring;
    const phrase = words(scoring);
    return html`
      ${phrase === '' ? nothing : html`<button class="plain phrase ${state}" popovertarget="details" title=${t('Details')}>
        ${state === 'failed' ? icon('error') : nothing}<span class="clip">${phrase}</span></button>`}
      ${state === 'starting' || state === 'running' ? html`<button class="plain go" title=${t('Stop scoring')} aria-label=${t('Stop scoring')} @click=${() => actions.command('tiebreak.cancelScoring')}>${icon('close')}</button>` : nothing}
      ${state === 'off' && !scoring.fromFile ? html`<button class="link" @click=${() => actions.command('tiebreak.score')}>${t('Score')}</button>` : nothing}
      ${state === 'cancelled' ? html`<button class="link" @click=${() => actions.command('tiebreak.score')}>${t('Resume')}</button>` : nothing}
      ${state === 'failed' ? html`<button class="link" @click=${() => actions.command('tiebreak.score')}>${t('Try again')}</button>` : nothing}
      <div id="details" popover>${details(scoring)}</div>`;
  }
}

function words({ state, device, done, total, responsesPerSecond, fromFile, trained, agreement }: ScoringView): string {
  const so = `${count(done)} / ${count(total)}`;
  switch (state) {
    case 'off': return fromFile ? t('scores from the file') : '';
    case 'starting': return t('starting the scorer…');
    // The filter beside it needs the room: the adapter is in the details.
    case 'running': return [device === null ? '' : deviceName(device), total === 0 ? '' : so, responsesPerSecond === null ? '' : t('{0}/s', count(responsesPerSecond))].filter((part) => part !== '').join(' · ') || t('starting the scorer…');
    case 'done': return [device === null ? '' : deviceName(device), t('scored {0}', so), agreement && unsure(agreement) ? t('no better than a coin') : '', trained && trained.prompts > 0 ? t('{0} of the prompts known from training', percent(trained)) : ''].filter((part) => part !== '').join(' · ');
    case 'cancelled': return t('stopped at {0}', so);
    case 'failed': return t('scoring failed');
  }
}

/** True where a coin may agree with as many labels. */
function unsure({ interval }: NonNullable<ScoringView['agreement']>): boolean {
  return interval[0] <= 0.5;
}

function agreementWords(agreement: NonNullable<ScoringView['agreement']>): string {
  const { agreed, of, interval } = agreement;
  const places = [number(agreed), count(of), share(agreed / of), share(interval[0]), share(interval[1])] as const;
  return unsure(agreement)
    ? t('the scores agree with {0} of {1}, {2}% (95% interval {3}–{4}%), which a coin may do as well: fit the model to this dataset, or add a stronger one', ...places)
    : t('the scores agree with {0} of {1}, {2}% (95% interval {3}–{4}%)', ...places);
}

/** Whole percent, of which there is at least one. */
function percent({ prompts, of }: { readonly prompts: number; readonly of: number }): string {
  return `${Math.max(1, Math.floor((100 * prompts) / of))}%`;
}

const NAMES: Readonly<Record<string, string>> = { webgpu: 'WebGPU', cuda: 'CUDA', dml: 'DirectML', coreml: 'Core ML', cpu: 'CPU' };

function deviceName(device: string): string {
  return NAMES[device] ?? oneLine(device);
}

function details({ model, device, adapter, skipped, done, total, responsesPerSecond, message, fromFile, trained, agreement }: ScoringView): TemplateResult {
  const lines: (readonly [string, string | null])[] = [
    [t('Scores'), fromFile ? t('from the file') : null],
    [t('Model'), model],
    [t('Device'), device === null ? null : deviceName(device)],
    [t('Adapter'), adapter],
    [t('Responses'), total > 0 ? t('{0} of {1}', count(done), count(total)) : null],
    [t('Speed'), responsesPerSecond === null ? null : t('{0} responses a second', fixed(responsesPerSecond, 1))],
    ...skipped.map((skip) => [t('Not {0}', deviceName(skip.device)), skip.reason] as const),
    [t('Labels'), agreement ? agreementWords(agreement) : null],
    [t('Training'), trained && trained.prompts > 0 ? t('{0} learned from the prompts of {1} of {2} records here: its scores look better on those than they are', trained.models.join(', '), count(trained.prompts), count(trained.of)) : null],
    [t('Message'), message],
  ];
  return html`<dl>${lines.filter(([, text]) => text !== null && text !== '').map(([name, text]) => html`<dt>${name}</dt><dd><bdi>${oneLine(text ?? '')}</bdi></dd>`)}</dl>`;
}
