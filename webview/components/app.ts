/** The page: puts the parts in their places, hears the keys, and takes the focus where it is asked to. */
import { t } from '@vscode/l10n';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { Actions } from '../actions.js';
import { controlStyles } from '../controls.js';
import { commandOf, keptInside, type Command, type KeyContext } from '../keys.js';
import { keyMap } from '../keymap.js';
import { attributeLetters } from '../letters.js';
import type { Places } from '../places.js';
import { shownRecord, type Store } from '../state.js';
import { base, theme } from '../styles.js';
import { badRowStyles } from './badRow.js';
import { banners, bannerStyles } from './banner.js';
import { choiceStyles } from './choice.js';
import { footer, footerStyles } from './footer.js';
import type { HeaderElement } from './header.js';
import './header.js';
import { icon, iconStyles } from './icon.js';
import './keysSheet.js';
import { preview, previewStyles } from './preview.js';
import { messageOf, messageStyles } from './message.js';
import { noteBar, noteStyles } from './note.js';
import type { RecordElement } from './record.js';
import './record.js';
import type { WorklistElement } from './worklist.js';
import './worklist.js';

/** `<tiebreak-app>`. */
@customElement('tiebreak-app')
export class AppElement extends LitElement implements Places {
  static override styles = [theme, base, iconStyles, controlStyles, footerStyles, messageStyles, noteStyles, badRowStyles, bannerStyles, choiceStyles, previewStyles, css`
    :host { display: grid; grid-template: auto auto minmax(0, 1fr) auto / clamp(220px, 22vw, 320px) minmax(0, 1fr); height: 100vh; position: relative; overflow: clip; }
    tb-header, footer { grid-column: 1 / 3; }
    nav { border-right: 1px solid var(--line); min-height: 0; min-width: 0; display: grid; grid-template: minmax(0, 1fr) / minmax(0, 1fr); }
    main.alone { grid-column: 1 / -1; }
    main { min-height: 0; min-width: 0; display: grid; grid-template-rows: minmax(0, 1fr) auto auto; }
    .notice { display: flex; gap: 6px; align-items: center; padding: 3px 16px; border-top: 1px solid var(--line); background: var(--well); min-width: 0; }
    .notice.error > .icon { color: var(--bad); }
    .notice bdi { flex: 1; min-width: 0; overflow-wrap: anywhere; }
    .notice button { display: inline-flex; padding: 1px; }
    @media (max-width: 760px) {
      :host { grid-template-columns: minmax(0, 1fr); }
      tb-header, footer { grid-column: 1; }
      nav { position: absolute; z-index: 2; inset: 71px auto 26px 0; width: min(320px, 86vw); visibility: hidden; border-right: 1px solid var(--line); box-shadow: 4px 0 12px var(--vscode-widget-shadow, transparent); }
      nav.shown { visibility: visible; }
    }
  `];

  @property({ attribute: false }) store!: Store;
  @property({ attribute: false }) actions!: Actions;
  @query('tb-header') private readonly header!: HeaderElement | null;
  @query('tb-worklist') private readonly worklist!: WorklistElement | null;
  @query('tb-record') private readonly recordElement!: RecordElement | null;

  readonly #onKey = (event: KeyboardEvent): void => this.#key(event);
  readonly #onPointer = (event: PointerEvent): void => void this.recordElement?.closeReasons(event);
  /** The element that gets the focus has it in the next task. */
  readonly #onFocus = (): void => void setTimeout(() => this.#tellFree());
  #free: boolean | null = null;
  #bound = keyMap([]);
  #boundOf: unknown = null;
  #unsubscribe: (() => void) | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unsubscribe = this.store.subscribe(() => this.requestUpdate());
    this.actions.places = this;
    // On the document: what is kept here must not reach the window, where VS Code listens.
    document.addEventListener('keydown', this.#onKey);
    document.addEventListener('pointerdown', this.#onPointer);
    for (const event of FOCUS_EVENTS) window.addEventListener(event, this.#onFocus);
  }

  override disconnectedCallback(): void {
    document.removeEventListener('keydown', this.#onKey);
    document.removeEventListener('pointerdown', this.#onPointer);
    for (const event of FOCUS_EVENTS) window.removeEventListener(event, this.#onFocus);
    this.#unsubscribe?.();
    super.disconnectedCallback();
  }

  focusFilter(): void {
    this.header?.focusFilter();
  }

  focusList(): void {
    // The list may be hidden until the state that shows it is drawn.
    void this.updateComplete.then(() => this.worklist?.focus());
  }

  scrollTexts(by: 1 | -1): void {
    this.recordElement?.scrollTexts(by);
  }

  protected override render(): TemplateResult {
    const page = this.store.state;
    const { actions } = this;
    // While a schema is to be chosen, or a mapping is written, there is nothing to list.
    const alone = page.preview !== null || (page.choice !== null && page.dataset === null);
    return html`
      <tb-header .page=${page} .actions=${actions}></tb-header>
      <div class="banners">${banners(page, actions)}</div>
      <nav aria-label=${t('Worklist')} class=${page.listShown ? 'shown' : ''} ?hidden=${alone}><tb-worklist .page=${page} .actions=${actions}></tb-worklist></nav>
      <main class=${alone ? 'alone' : ''}>
        ${page.preview ? preview(page.preview, page, actions) : messageOf(page, actions) ?? html`<tb-record .record=${page.record} .scoring=${page.scoring} .actions=${actions} .pending=${page.pending}
          .focused=${page.focused} .readOnly=${page.dataset?.readOnly ?? true}
          .reading=${page.reading} .pins=${page.pins} .highlight=${page.highlight} .whole=${page.unfolded === page.record?.index} .blind=${page.record?.blind === 'hidden'}></tb-record>`}
        ${noteBar(page, actions)}
        ${page.notice === null ? nothing : html`<div class="notice ${page.notice.kind}">${icon(page.notice.kind)}<bdi>${page.notice.text}</bdi>
          <button class="plain" aria-label=${t('Dismiss')} @click=${() => actions.dismiss()}>${icon('close')}</button></div>`}
      </main>
      ${alone ? html`<footer></footer>` : footer(page)}
      <tb-keys .page=${page} .actions=${actions}></tb-keys>
      <div class="spoken" role="status" aria-live="polite">${page.announcement}</div>`;
  }

  #keys(): KeyContext['bound'] {
    const { keys } = this.store.state.keys;
    if (this.#boundOf !== keys) {
      this.#boundOf = keys;
      this.#bound = keyMap(keys);
    }
    return this.#bound;
  }

  /** VS Code's own bindings of single keys act while nobody is writing here. */
  #tellFree(): void {
    const free = document.hasFocus() && !this.store.state.keysShown && !isTyping(focusedElement());
    if (free === this.#free) return;
    this.#free = free;
    this.actions.keysFree(free);
  }

  #key(event: KeyboardEvent): void {
    const { pending, keysShown, focused } = this.store.state;
    const record = shownRecord(this.store.state);
    const edits = record?.preference.edits ?? [];
    const at = event.composedPath().find((target): target is Element => target instanceof Element);
    const context: KeyContext = {
      typing: isTyping(at),
      inside: at !== undefined && at.matches('button, summary, a, [role=region], [role=slider]'),
      inResponses: event.composedPath().some((target) => target instanceof Element && target.localName === 'tb-many'),
      keysShown,
      pending,
      responses: record?.responses.length ?? 0,
      focused,
      edits,
      letters: attributeLetters(record?.responses.find(({ number }) => number === focused)?.attributes.map(({ name }) => name) ?? [], edits),
      bound: this.#keys(),
    };
    // What has the focus may have taken the key already.
    const command = event.defaultPrevented ? null : commandOf(event, context);
    if (command || keptInside(event, context)) event.stopPropagation();
    if (!command) return;
    event.preventDefault();
    // Escape takes away first what lies over the texts.
    if (command.do === 'escape' && !context.typing && !keysShown && (this.recordElement?.closeReasons() || this.header?.close())) return;
    this.actions.run(inListOrder(command, event.key, this.recordElement));
  }
}

/** Events after which another element may have the focus, or none. */
const FOCUS_EVENTS = ['focus', 'blur', 'focusin', 'focusout'] as const;

function isTyping(at: Element | undefined): boolean {
  return at instanceof HTMLElement && (at.isContentEditable || /^(input|textarea|select)$/i.test(at.localName));
}

/** The element that has the focus, through every shadow. */
function focusedElement(): Element | undefined {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at ?? undefined;
}

/** Left and right in a long list go by its order, whatever it is sorted by. */
function inListOrder(command: Command, key: string, record: RecordElement | null): Command {
  const beside = command.do === 'focus' && key.startsWith('Arrow') ? record?.besideInList(key === 'ArrowRight' ? 1 : -1) : undefined;
  return beside === undefined ? command : { do: 'focus', response: beside };
}
