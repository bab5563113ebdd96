/** The filter: an SQL condition over `records`; Enter applies it, and a refusal is explained underneath. */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { createRef } from 'lit/directives/ref.js';
import type { Actions } from '../actions.js';
import { controlStyles, nameField, textField, type FieldElement } from '../controls.js';
import type { PageState } from '../state.js';
import { base } from '../styles.js';
import { count } from '../text/numbers.js';
import { icon, iconStyles } from './icon.js';

/** `<tb-filter .page=...>`. */
@customElement('tb-filter')
export class FilterElement extends LitElement {
  static override styles = [base, iconStyles, controlStyles, css`
    :host { display: flex; align-items: center; gap: 10px; position: relative; }
    .box { position: relative; flex: 1; min-width: 0; }
    .clear { position: absolute; right: 3px; top: 4px; display: inline-flex; padding: 1px; }
    .error {
      position: absolute; top: calc(100% + 2px); left: 0; right: 0; z-index: 3; padding: 4px 8px; white-space: pre-wrap; overflow-wrap: anywhere;
      max-height: 40vh; overflow: auto; font: 12px/1.4 var(--mono); color: var(--vscode-inputValidation-errorForeground, var(--fg));
      background: var(--vscode-inputValidation-errorBackground, var(--bg)); border: 1px solid var(--vscode-inputValidation-errorBorder, var(--bad));
    }
    .matched { white-space: nowrap; }
  `];

  @property({ attribute: false }) page!: PageState;
  @property({ attribute: false }) actions!: Actions;
  /** What is being typed; null where the box shows the filter in force. */
  @state() private draft: string | null = null;
  readonly #field = createRef<FieldElement>();

  override focus(): void {
    this.#field.value?.focus();
    this.#field.value?.select();
  }

  protected override firstUpdated(): void {
    nameField(this.#field.value, 'Filter: SQL condition over records');
  }

  protected override render(): TemplateResult {
    const { query: { where }, list, dataset, filterError, listing } = this.page;
    const value = this.draft ?? where ?? '';
    return html`<div class="box">
      ${textField({
        placeholder: 'Filter, e.g. p_wrong > 0.5',
        value,
        invalid: filterError !== null,
        at: this.#field,
        onKey: (event) => this.#key(event),
        onInput: () => { this.draft = this.#field.value?.value ?? ''; },
      })}
      ${value === '' ? nothing : html`<button class="plain clear" title="Clear filter" aria-label="Clear filter" @click=${() => this.#apply('')}>${icon('close')}</button>`}
      ${filterError === null ? nothing : html`<div class="error" role="alert">${filterError}</div>`}
    </div>
    <span class="matched dim num" role="status">${where !== null && list ? `${listing ? '… ' : ''}${count(list.total)} of ${count(dataset?.records ?? 0)}` : nothing}</span>`;
  }

  #key(event: KeyboardEvent): void {
    if (event.key === 'Enter' && !event.isComposing) {
      event.preventDefault();
      this.#apply(this.#field.value?.value ?? '');
    } else if (event.key === 'Escape') {
      // Back to the filter in force; the page's own Escape then leaves the box.
      this.draft = null;
      if (this.#field.value) this.#field.value.value = this.page.query.where ?? '';
      this.actions.forgetFilterError();
    }
  }

  async #apply(text: string): Promise<void> {
    const where = text.trim();
    this.draft = text;
    // A refused condition stays in the box, to be mended.
    if (!await this.actions.setQuery({ where: where === '' ? null : where })) return;
    this.draft = null;
    this.actions.places?.focusList();
  }
}
