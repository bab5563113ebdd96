/** A dataset's text: as Markdown or as it stands in the file, hidden characters named, long texts folded, differences and words of the filter marked. */
import { t } from '@vscode/l10n';
import { html, LitElement, nothing, render, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Piece } from '../diff/compare.js';
import { markdownPart } from '../later.js';
import { base } from '../styles.js';
import { parts } from '../text/fences.js';
import { chunks, fold } from '../text/fold.js';
import { lineEnds, pieces } from '../text/hostile.js';
import { count } from '../text/numbers.js';
import { SearchMarks } from '../text/search.js';
import { diffText } from './diffText.js';
import { markdownStyles, textStyles } from './textStyles.js';

/** Longer texts are shown as they stand in the file: they are data, not prose. */
const MOST_MARKDOWN = 100_000;

/** `<tb-text .text=...>`. */
@customElement('tb-text')
export class TextElement extends LitElement {
  static override styles = [base, textStyles, markdownStyles];

  @property({ attribute: false }) text = '';
  /** True for text that is no prose: shown as code, all of it. */
  @property({ type: Boolean }) raw = false;
  @property({ type: Boolean }) markdown = false;
  /** True where nothing is folded. */
  @property({ type: Boolean }) whole = false;
  /** The text's pieces where differences are marked; null elsewhere. */
  @property({ attribute: false }) pieces: readonly Piece[] | null = null;
  @property({ attribute: false }) highlight: readonly string[] = [];
  /** The text that the user has unfolded. */
  @state() private opened: string | null = null;
  readonly #marks = new SearchMarks();
  #stop: (() => void) | null = null;
  #filled = '';

  override disconnectedCallback(): void {
    this.#stop?.();
    this.#marks.clear();
    this.#filled = '';
    super.disconnectedCallback();
  }

  protected override render(): TemplateResult {
    const text = lineEnds(this.text);
    if (this.pieces !== null) return html`${diffText(this.pieces)}`;
    if (text === '') return html`<span class="none">${t('empty')}</span>`;
    if (this.#asMarkdown(text)) return html`<div class="markdown" @click=${this.#open} @keydown=${this.#open}></div>`;
    const note = this.markdown && !this.raw && text.length > MOST_MARKDOWN ? html`<p class="note">${t('Shown as it stands in the file: it is longer than {0} characters.', count(MOST_MARKDOWN))}</p>` : nothing;
    const folded = this.#whole ? null : fold(text);
    if (!folded) return html`${note}${body(text, this.raw)}`;
    return html`${note}${body(folded.head, this.raw)}${this.#foldBar(folded.left)}${body(folded.tail, this.raw)}`;
  }

  protected override updated(): void {
    const into = this.renderRoot.querySelector('.markdown');
    const text = lineEnds(this.text);
    const filled = into ? `${this.#whole}${text}` : '';
    if (into && filled !== this.#filled) {
      this.#stop?.();
      this.#stop = markdownPart.now()?.fill(into, text, {
        whole: this.#whole,
        foldBar: (left) => {
          const bar = document.createElement('div');
          render(this.#foldBar(left), bar);
          return bar;
        },
        filled: () => this.#mark(),
      }) ?? null;
    }
    this.#filled = filled;
    this.#mark();
  }

  get #whole(): boolean {
    return this.whole || this.opened === this.text;
  }

  #asMarkdown(text: string): boolean {
    return this.markdown && !this.raw && text.length <= MOST_MARKDOWN && markdownPart.now(() => this.requestUpdate()) !== null;
  }

  #mark(): void {
    if (this.highlight.length > 0) this.#marks.set(this.renderRoot, this.highlight);
    else this.#marks.clear();
  }

  #foldBar(left: number): TemplateResult {
    return html`<div class="fold"><span class="num">${left === 1 ? t('1 character folded') : t('{0} characters folded', count(left))}</span>
      <button class="link" @click=${() => { this.opened = this.text; }}>${t('Show all')}</button></div>`;
  }

  /** A link of the text asks for its address; nothing is followed from here. */
  readonly #open = (event: MouseEvent | KeyboardEvent): void => {
    if (event instanceof KeyboardEvent && event.key !== 'Enter') return;
    const link = event.composedPath().find((target): target is HTMLElement => target instanceof HTMLElement && target.classList.contains('to'));
    const address = link?.dataset['to'];
    if (!address) return;
    event.preventDefault();
    event.stopPropagation();
    this.dispatchEvent(new CustomEvent('tb-address', { detail: address, bubbles: true, composed: true }));
  };
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
