/** The sheet of keys, with the marks of the charts explained beside them. */
import { css, html, LitElement, svg, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { Actions } from '../actions.js';
import { strengthDigits } from '../answers.js';
import { MOST_COLUMNS } from '../laidOpen.js';
import { attributeLetters } from '../letters.js';
import type { PageState } from '../state.js';
import { base } from '../styles.js';
import { oneLine } from '../text/hostile.js';
import { icon, iconStyles } from './icon.js';

/** Keys that decide, where the file can take it. */
const DECIDE = (strengthMax: number) => [
  ['flip', ['F'], 'flip the preference'],
  ['choose', ['1', '– 9'], 'choose a response'],
  ['tie', ['T'], 'a tie'],
  ['strength', ['S', strengthDigits(strengthMax)], 'how much better'],
] as const;

/** `<tb-keys .page=...>`. */
@customElement('tb-keys')
export class KeysElement extends LitElement {
  static override styles = [base, iconStyles, css`
    dialog {
      color: var(--fg); background: var(--vscode-editorWidget-background); border: 1px solid var(--vscode-editorWidget-border, var(--line)); border-radius: 6px;
      padding: 14px 20px 18px; width: min(680px, 92vw); max-height: 90vh; overflow: auto; box-shadow: 0 4px 16px var(--vscode-widget-shadow, transparent);
    }
    dialog:focus-visible { outline: none; }
    dialog::backdrop { background: rgb(0 0 0 / 0.3); }
    .top { display: flex; justify-content: space-between; align-items: center; margin-bottom: 8px; }
    h1 { font-weight: 600; font-size: 14px; }
    .groups { columns: 2 280px; column-gap: 32px; }
    section { break-inside: avoid; margin-bottom: 12px; }
    h2 { color: var(--dim); font-size: var(--small); margin-bottom: 3px; }
    dl { display: grid; grid-template-columns: 92px minmax(0, 1fr); gap: 3px 10px; align-items: baseline; }
    dt { display: flex; gap: 4px; align-items: center; }
    .close { display: inline-flex; padding: 2px; }
    section:last-child dl { align-items: center; }
    svg.legend { width: 60px; height: 18px; overflow: visible; }
    .person { fill: none; stroke: var(--fg); stroke-width: 1.2; } .label { fill: var(--fg); }
    .band { fill: var(--ink-1); opacity: 0.4; } .mean { fill: var(--ink-1); } .split { stroke: var(--warn); stroke-width: 2; }
  `];

  @property({ attribute: false }) page!: PageState;
  @property({ attribute: false }) actions!: Actions;
  @query('dialog') private readonly dialog!: HTMLDialogElement | null;

  protected override updated(): void {
    const { dialog } = this;
    if (this.page.keysShown && dialog && !dialog.open) {
      dialog.showModal();
      dialog.focus();
    }
    if (!this.page.keysShown && dialog?.open) dialog.close();
  }

  protected override render(): TemplateResult {
    const attributes = this.page.record?.responses[0]?.attributes.map(({ name }) => name) ?? this.page.dataset?.attributes ?? [];
    const edits = this.page.record?.preference.edits ?? [];
    const count = this.page.record?.responses.length ?? 0;
    const letters = [...attributeLetters(attributes, edits)];
    const decide = DECIDE(this.page.record?.preference.strengthMax ?? 0).filter(([kind]) => edits.includes(kind)).map(([, keys, label]) => [keys, label] as const);
    return html`<dialog tabindex="-1" aria-labelledby="title" @close=${() => this.actions.showKeys(false)}>
      <div class="top"><h1 id="title">Keys</h1><button class="plain close" aria-label="Close" @click=${() => this.actions.showKeys(false)}>${icon('close')}</button></div>
      <div class="groups">
        ${group('Move', [[['N', '↓'], 'next record'], [['P', '↑'], 'previous record'], [['⇧N', ']'], 'next flagged record'], [['⇧P', '['], 'previous flagged record'], [['Space', '⇧Space'], 'read on, back']])}
        ${decide.length === 0 ? '' : group('Decide', decide)}
        ${count > 2 ? group('Responses', [[['←', '→'], 'the one before, after'], ...(count > MOST_COLUMNS && edits.includes('choose') ? [[['Enter'], 'choose it, in their list'] as const] : [])]) : ''}
        ${letters.length === 0 ? '' : group('Rate: letter, then value', [[['A', 'B'], 'response that letters act on; Tab too'], ...letters.map(([letter, name]) => [[letter.toUpperCase()], oneLine(name)] as const)])}
        ${group('Page', [[['/'], 'filter; Enter applies it'], [['Esc'], 'leave, back to the list'], [['?'], 'these keys']])}
        <section><h2>Marks</h2><dl>
          ${mark(svg`<circle class="person" cx="30" cy="9" r="2.8"></circle>`, 'an annotator')}
          ${mark(svg`<path class="label" d="M30 6l4 6h-8z"></path>`, 'the label')}
          ${mark(svg`<rect class="band" x="12" width="36" y="6" height="6"></rect><rect class="mean" x="29" width="2" y="3" height="12"></rect>`, 'models, mean ± sd')}
          ${mark(svg`<line class="split" x1="10" x2="50" y1="9" y2="9"></line>`, 'annotators split')}
        </dl></section>
      </div>
    </dialog>`;
  }
}

function group(title: string, keys: readonly (readonly [readonly string[], string])[]): TemplateResult {
  return html`<section><h2>${title}</h2><dl>${keys.map(([names, label]) => html`<dt>${names.map((name) => html`<kbd>${name}</kbd>`)}</dt><dd>${label}</dd>`)}</dl></section>`;
}

function mark(drawing: TemplateResult, label: string): TemplateResult {
  return html`<dt><svg class="legend" aria-hidden="true">${drawing}</svg></dt><dd>${label}</dd>`;
}
