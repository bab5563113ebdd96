/** Form controls. The only file that knows which toolkit draws them; only what is used is registered. */
import { provideVSCodeDesignSystem, vsCodeButton, vsCodeTextField } from '@vscode/webview-ui-toolkit';
import { css, html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { ref, type Ref } from 'lit/directives/ref.js';

provideVSCodeDesignSystem().register(vsCodeButton(), vsCodeTextField());

/** A push button. */
export function button(label: string, press: () => void, look: 'primary' | 'secondary' = 'secondary'): TemplateResult {
  return html`<vscode-button appearance=${look} @click=${press}>${label}</vscode-button>`;
}

/** What a text field shows and whom it tells. */
export interface TextField {
  readonly placeholder: string;
  readonly value: string;
  readonly invalid: boolean;
  /** Takes the element, for focus and value. */
  readonly at: Ref<FieldElement>;
  readonly onKey: (event: KeyboardEvent) => void;
  readonly onInput: () => void;
}

/** A text field's element, as far as the page needs it. */
export type FieldElement = HTMLElement & { value: string; select(): void };

/** A one-line text field in the editor's font; `nameField` gives it its accessible name. */
export function textField(field: TextField): TemplateResult {
  return html`<vscode-text-field ${ref(field.at)} class=${field.invalid ? 'invalid' : ''} aria-invalid=${field.invalid ? 'true' : 'false'} placeholder=${field.placeholder} spellcheck="false" .value=${field.value}
    @keydown=${field.onKey} @input=${field.onInput}></vscode-text-field>`;
}

/** What a field with a list under it shows, and whom it tells. */
export interface ComboField {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly invalid: boolean;
  /** Id of the list under it, and of the option that is marked; null for none. */
  readonly list: string;
  readonly open: boolean;
  readonly active: string | null;
  readonly at: Ref<HTMLInputElement>;
  readonly onKey: (event: KeyboardEvent) => void;
  readonly onInput: () => void;
  readonly onBlur: () => void;
}

/** A field with a list under it: the browser's own, for the toolkit's is in a shadow from which no option can be named. */
export function comboField(field: ComboField): TemplateResult {
  return html`<input ${ref(field.at)} class="combo ${field.invalid ? 'invalid' : ''}" type="text" role="combobox" aria-label=${field.label} aria-autocomplete="list" aria-expanded=${field.open}
    aria-controls=${field.list} aria-activedescendant=${field.active ?? nothing} aria-invalid=${field.invalid ? 'true' : 'false'} placeholder=${field.placeholder} spellcheck="false" autocomplete="off" .value=${live(field.value)}
    @keydown=${field.onKey} @input=${field.onInput} @blur=${field.onBlur}>`;
}

/** Gives a field its accessible name once it is in the page: the toolkit writes its own over what the markup says. */
export function nameField(field: FieldElement | undefined, label: string): void {
  field?.setAttribute('aria-label', label);
}

/** How controls sit in the page. */
export const controlStyles = css`
  vscode-button { --button-padding-vertical: 2px; --button-padding-horizontal: 10px; font-size: var(--vscode-font-size); }
  vscode-text-field { width: 100%; display: block; }
  vscode-text-field::part(label) { display: none; }
  vscode-text-field::part(control) { font-family: var(--mono); font-size: 12px; }
  .combo {
    width: 100%; display: block; height: 26px; padding: 0 64px 0 8px; font: 12px var(--mono); color: var(--vscode-input-foreground, var(--fg)); background: var(--vscode-input-background);
    border: 1px solid var(--vscode-contrastBorder, var(--vscode-input-border, var(--vscode-settings-textInputBorder, transparent))); border-radius: 2px; text-overflow: ellipsis;
  }
  .combo::placeholder { color: var(--vscode-input-placeholderForeground); opacity: 1; }
  .combo:focus { outline: 1px solid var(--focus); outline-offset: -1px; }
  .combo.invalid { border-color: var(--vscode-inputValidation-errorBorder, var(--bad)); }
  vscode-text-field.invalid::part(root) { border-color: var(--vscode-inputValidation-errorBorder, var(--bad)); }
`;
