/** A record of many responses: all of them as a list, two of them side by side. */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { responseLetter } from '../../src/protocol/responseLetter.js';
import type { RecordView, ResponseView } from '../../src/protocol/views.js';
import type { Actions } from '../actions.js';
import { percent } from '../charts/geometry.js';
import { laidOpen } from '../laidOpen.js';
import { base } from '../styles.js';
import { oneLine } from '../text/hostile.js';
import { count, fixed } from '../text/numbers.js';
import { icon, iconStyles } from './icon.js';

/** `<tb-many .record=...>`: the list. */
@customElement('tb-many')
export class ManyElement extends LitElement {
  static override styles = [base, iconStyles, css`
    :host { display: flex; flex-direction: column; min-height: 0; min-width: 0; border: 1px solid var(--line); border-radius: 4px; overflow: hidden; }
    .head, .row { display: grid; grid-template-columns: 32px minmax(0, 1fr) clamp(40px, 24%, 84px) 34px; gap: 7px; align-items: center; padding: 0 9px 0 2px; }
    .head { height: 28px; flex: none; border-bottom: 1px solid var(--line); color: var(--dim); font-size: var(--small); }
    .head .r { text-align: right; }
    .head .sort { justify-self: start; padding: 0 3px; margin-left: -3px; font-size: inherit; display: inline-flex; align-items: center; max-width: 100%; }
    .head .sort .icon { width: 12px; height: 12px; }
    .list { overflow: auto; flex: 1; min-height: 0; }
    .row { height: 24px; cursor: pointer; white-space: nowrap; content-visibility: auto; contain-intrinsic-size: auto 24px; }
    .row:hover { background: var(--vscode-list-hoverBackground); }
    .row.open { background: var(--vscode-list-inactiveSelectionBackground); }
    .row[aria-selected=true] { box-shadow: inset 2px 0 var(--focus); }
    .number { text-align: right; color: var(--dim); }
    .row.chosen .number { color: var(--good-text); font-weight: 600; display: inline-flex; gap: 1px; align-items: center; justify-content: flex-end; }
    .row.chosen .number .icon { width: 13px; height: 13px; }
    .words { text-align: right; color: var(--dim); }
    .mark { position: relative; height: 12px; border-left: 1px solid var(--line); border-right: 1px solid var(--line); }
    .mark::before { content: ''; position: absolute; inset: 5px 0 auto 0; border-top: 1px solid var(--line-strong); }
    .mark i { position: absolute; top: 3px; width: 5px; height: 5px; margin-left: -2.5px; border-radius: 50%; background: var(--fg); }
    .mark .sd { top: 4px; height: 3px; margin: 0; border-radius: 0; background: var(--dim); opacity: 0.5; }
  `];

  @property({ attribute: false }) record!: RecordView;
  @property({ attribute: false }) actions!: Actions;
  @property({ type: Number }) focused = 1;
  @state() private byReward = false;

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('focused') && !changed.has('record')) return;
    requestAnimationFrame(() => this.renderRoot.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' }));
  }

  protected override render(): TemplateResult {
    const { responses } = this.record;
    const scored = responses.flatMap(({ reward }) => (reward ? [reward] : []));
    const min = scored.reduce((least, { mean, sd }) => Math.min(least, mean - sd), Infinity);
    const max = scored.reduce((most, { mean, sd }) => Math.max(most, mean + sd), -Infinity);
    const open = laidOpen(this.record, this.focused)?.map(({ number }) => number) ?? [];
    return html`
      <div class="head"><span class="r num">${count(responses.length)}</span><span class="clip">responses</span>${scored.length > 0 ? html`<button class="plain sort clip" aria-pressed=${this.byReward} title=${this.byReward ? 'In the order of the file' : 'Best first'} @click=${() => { this.byReward = !this.byReward; }}>reward${this.byReward ? icon('chevron-down') : nothing}</button>` : html`<span></span>`}<span class="r">words</span></div>
      <div class="list" role="listbox" tabindex="0" aria-label="Responses" aria-activedescendant="response-${this.focused}" @keydown=${(event: KeyboardEvent) => this.key(event)}>
        ${repeat(this.ordered(), ({ number }) => number, (response) => this.row(response, { min, max }, open.includes(response.number)))}
      </div>`;
  }

  /** The responses as they are listed; those without a reward come last where the best come first. */
  private ordered(): readonly ResponseView[] {
    const { responses } = this.record;
    return this.byReward ? responses.toSorted((a, b) => (b.reward?.mean ?? -Infinity) - (a.reward?.mean ?? -Infinity) || a.number - b.number) : responses;
  }

  /** Arrows move among the responses while the list has the focus; elsewhere they move among records. */
  private key(event: KeyboardEvent): void {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const order = this.ordered();
    const next = order[order.findIndex(({ number }) => number === this.focused) + by];
    if (event.ctrlKey || event.altKey || event.metaKey || by === 0) return;
    event.preventDefault();
    event.stopPropagation();
    if (next) this.actions.focusResponse(next.number);
  }

  private row({ number, model, text, words, reward, preferred }: ResponseView, { min, max }: { min: number; max: number }, open: boolean): TemplateResult {
    const title = model === null ? text.slice(0, 200) : model;
    const at = (value: number) => percent(value, min, max);
    return html`<div class="row ${preferred ? 'chosen' : ''} ${open ? 'open' : ''}" id="response-${number}" role="option" aria-selected=${number === this.focused}
        aria-label="Response ${responseLetter(number)}${preferred ? ', chosen' : ''}: ${oneLine(title)}${reward ? `; reward ${fixed(reward.mean)}` : ''}; ${count(words)} words"
        title=${reward ? `Reward ${fixed(reward.mean)} ± ${fixed(reward.sd)}` : nothing} @click=${() => this.actions.focusResponse(number)}>
      <span class="number num">${preferred ? icon('check') : nothing}${responseLetter(number)}</span>
      <bdi class="clip">${oneLine(title) || html`<i class="dim">empty</i>`}</bdi>
      ${reward ? html`<span class="mark"><i class="sd" .style=${`left: ${at(reward.mean - reward.sd)}%; width: ${at(reward.mean + reward.sd) - at(reward.mean - reward.sd)}%`}></i><i .style=${`left: ${at(reward.mean)}%`}></i></span>` : html`<span></span>`}
      <span class="words num">${count(words)}</span>
    </div>`;
  }
}
