/** A dataset's text: shown as it is, with hidden characters named, code set apart, and long texts folded. */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { base } from '../styles.js';
import { parts } from '../text/fences.js';
import { chunks, fold } from '../text/fold.js';
import { lineEnds, pieces } from '../text/hostile.js';
import { count } from '../text/numbers.js';

/** `<tb-text .text=...>`. */
@customElement('tb-text')
export class TextElement extends LitElement {
  static override styles = [base, css`
    :host { display: block; }
    .part { white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: plaintext; tab-size: 4; }
    .code {
      font: var(--vscode-editor-font-size, 12px)/1.4 var(--mono); background: var(--well); border-radius: 3px;
      padding: 4px 8px; margin: 4px 0; border: 1px solid var(--vscode-contrastBorder, transparent);
    }
    .raw { font: var(--vscode-editor-font-size, 12px)/1.4 var(--mono); }
    .chunk { content-visibility: auto; contain-intrinsic-size: auto 1500px; }
    .fold { display: flex; align-items: center; gap: 10px; margin: 8px 0; color: var(--dim); }
    .fold::before, .fold::after { content: ''; flex: 1; border-top: 1px dashed var(--line-strong); }
    .none { color: var(--dim); font-style: italic; }
  `];

  @property({ attribute: false }) text = '';
  /** True for text that is no prose: shown as code, all of it. */
  @property({ type: Boolean }) raw = false;
  @state() private whole = false;

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('text')) this.whole = false;
  }

  protected override render(): TemplateResult {
    const text = lineEnds(this.text);
    if (text === '') return html`<span class="none">empty</span>`;
    const folded = this.whole ? null : fold(text);
    if (!folded) return html`${body(text, this.raw)}`;
    return html`${body(folded.head, this.raw)}
      <div class="fold"><span class="num">${count(folded.left)} characters folded</span>
        <button class="link" @click=${() => { this.whole = true; }}>Show all</button></div>
      ${body(folded.tail, this.raw)}`;
  }
}

function body(text: string, raw: boolean): TemplateResult[] {
  const split = raw ? [{ kind: 'raw', text }] : parts(text);
  return split.flatMap((part) => {
    const cut = chunks(part.text);
    // Only long texts are cut: layout of what is out of view can then be left out.
    return cut.map((chunk) => html`<div class="part ${part.kind} ${cut.length > 1 ? 'chunk' : ''}">${written(chunk)}</div>`);
  });
}

/** Text with hidden characters by name; `nothing` for an empty text. */
export function written(text: string): unknown {
  const all = pieces(text);
  if (all.length === 0) return nothing;
  return all.map((piece) => ('text' in piece ? piece.text : html`<span class="ctl">${piece.hidden}</span>`));
}
