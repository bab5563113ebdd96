/** The prompt as a conversation: the last turn open, earlier ones folded but one press away. */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Turn } from '../../src/core/record.js';
import { base } from '../styles.js';
import { oneLine } from '../text/hostile.js';
import { counted } from '../text/numbers.js';
import { icon, iconStyles } from './icon.js';
import './text.js';

/** `<tb-prompt .turns=...>`. */
@customElement('tb-prompt')
export class PromptElement extends LitElement {
  static override styles = [base, iconStyles, css`
    :host { display: flex; flex-direction: column; min-height: 0; }
    section {
      background: var(--well); border: 1px solid var(--vscode-contrastBorder, transparent); border-radius: 4px;
      padding: 6px 12px 8px; overflow: auto; min-height: 0;
    }
    .turn + .turn { margin-top: 8px; }
    .role { font-size: var(--small); color: var(--dim); display: flex; gap: 8px; align-items: center; min-height: 18px; }
    .role button { display: inline-flex; align-items: center; gap: 2px; margin-left: -2px; }
    .earlier { padding-left: 10px; border-left: 2px solid var(--line); }
  `];

  @property({ attribute: false }) turns: readonly Turn[] = [];
  @state() private open = false;

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('turns')) this.open = false;
  }

  protected override render(): TemplateResult {
    const earlier = this.turns.slice(0, -1);
    const last = this.turns.at(-1);
    return html`<section tabindex="0" role="region" aria-label="Prompt">
      ${this.open ? earlier.map((turn) => html`<div class="turn earlier"><div class="role"><bdi>${oneLine(turn.role)}</bdi></div><tb-text .text=${turn.text}></tb-text></div>`) : nothing}
      <div class="turn">
        <div class="role"><bdi>${last ? oneLine(last.role) : 'no prompt'}</bdi>${earlier.length > 0 ? this.toggle(earlier) : nothing}</div>
        ${last ? html`<tb-text .text=${last.text}></tb-text>` : nothing}
      </div>
    </section>`;
  }

  private toggle(earlier: readonly Turn[]): TemplateResult {
    const system = earlier.length === 1 && earlier[0]?.role === 'system';
    const what = system ? 'system prompt' : counted(earlier.length, 'earlier turn');
    return html`<button class="plain" aria-expanded=${this.open} @click=${() => { this.open = !this.open; }}>
      ${icon(this.open ? 'chevron-down' : 'chevron-right')}${what}</button>`;
  }
}
