/** The prompt as a conversation: the last turn open, earlier ones folded but one press away. */
import { t } from '@vscode/l10n';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Turn } from '../../src/core/record.js';
import { base } from '../styles.js';
import { oneLine } from '../text/hostile.js';
import { count } from '../text/numbers.js';
import { wordsIn } from '../text/words.js';
import { icon, iconStyles } from './icon.js';
import './text.js';

/** `<tb-prompt .turns=...>`. */
@customElement('tb-prompt')
export class PromptElement extends LitElement {
  static override styles = [base, iconStyles, css`
    :host { display: flex; flex-direction: column; min-height: 0; }
    section {
      background: var(--well); border: 1px solid var(--vscode-contrastBorder, transparent); border-radius: 4px;
      padding: 6px 12px 8px; overflow: auto; min-height: 0; overscroll-behavior: contain;
    }
    tb-text { max-width: 120ch; }
    .turn + .turn { margin-top: 8px; }
    .role { font-size: var(--small); color: var(--dim); display: flex; gap: 8px; align-items: center; min-height: 18px; }
    .role button { display: inline-flex; align-items: center; gap: 2px; margin-left: -2px; }
    .role .end { margin-left: auto; }
    .earlier { padding-left: 10px; border-left: 2px solid var(--line); }
  `];

  @property({ attribute: false }) turns: readonly Turn[] = [];
  @property({ type: Boolean }) markdown = false;
  @property({ attribute: false }) highlight: readonly string[] = [];
  /** True where nothing is folded. */
  @property({ type: Boolean }) whole = false;
  @state() private open = false;
  #moved = false;

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('turns') || changed.has('whole')) this.open = this.whole;
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('turns') && this.#moved) requestAnimationFrame(() => this.renderRoot.querySelector('section')?.scrollTo(0, 0));
  }

  protected override render(): TemplateResult {
    const earlier = this.turns.slice(0, -1);
    const last = this.turns.at(-1);
    return html`<section tabindex="0" role="region" aria-label=${t('Prompt')} @scroll=${() => { this.#moved = true; }}>
      ${this.open ? earlier.map((turn) => html`<div class="turn earlier">${this.#role(turn)}${this.#text(turn)}</div>`) : nothing}
      <div class="turn">
        ${last ? this.#role(last, earlier) : html`<div class="role">${t('no prompt')}</div>`}
        ${last ? this.#text(last) : nothing}
      </div>
    </section>`;
  }

  #role({ role, text }: Turn, earlier: readonly Turn[] = []): TemplateResult {
    const words = wordsIn(text);
    return html`<div class="role"><bdi>${oneLine(role)}</bdi>${earlier.length > 0 ? this.#toggle(earlier) : nothing}
      <span class="end num" title=${text.length === 1 ? t('1 character') : t('{0} characters', count(text.length))}>${words === 1 ? t('1 word') : t('{0} words', count(words))}</span></div>`;
  }

  #text({ text }: Turn): TemplateResult {
    return html`<tb-text .text=${text} .markdown=${this.markdown} .highlight=${this.highlight} .whole=${this.whole}></tb-text>`;
  }

  #toggle(earlier: readonly Turn[]): TemplateResult {
    const system = earlier.length === 1 && earlier[0]?.role === 'system';
    const what = system ? t('system prompt') : earlier.length === 1 ? t('1 earlier turn') : t('{0} earlier turns', count(earlier.length));
    return html`<button class="plain" aria-expanded=${this.open} @click=${() => { this.open = !this.open; }}>
      ${icon(this.open ? 'chevron-down' : 'chevron-right')}${what}</button>`;
  }
}
