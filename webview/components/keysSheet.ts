/** The sheet of keys, with the marks of the charts explained beside them. */
import { t } from '@vscode/l10n';
import { css, html, LitElement, svg, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { Actions } from '../actions.js';
import { strengthDigits } from '../answers.js';
import { keysOf, shownKey } from '../keymap.js';
import { MOST_COLUMNS } from '../laidOpen.js';
import { attributeLetters } from '../letters.js';
import type { PageState } from '../state.js';
import { base } from '../styles.js';
import { oneLine } from '../text/hostile.js';
import { icon, iconStyles } from './icon.js';

type Line = readonly [keys: readonly string[], label: string];

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
    .foot { font-size: var(--small); border-top: 1px solid var(--line); padding-top: 8px; }
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
    const { record, dataset, keys: { own } } = this.page;
    const rated = record?.responses[0]?.attributes;
    const attributes = rated?.map(({ name }) => name) ?? dataset?.attributes ?? [];
    const { edits = [], strengthMax = 0 } = record?.preference ?? {};
    const count = record?.responses.length ?? 0;
    const letters = [...attributeLetters(attributes, edits)].filter(([, name]) => rated === undefined || rated.some((each) => each.name === name && each.editable));
    const can = (kind: (typeof edits)[number], ...lines: Line[]): readonly Line[] => (edits.includes(kind) ? lines : []);
    const many = count > 2;
    return html`<dialog tabindex="-1" aria-labelledby="title" @close=${() => this.actions.showKeys(false)}>
      <div class="top"><h1 id="title">${t('Keys')}</h1><button class="plain close" aria-label=${t('Close')} @click=${() => this.actions.showKeys(false)}>${icon('close')}</button></div>
      <div class="groups">
        ${group(t('Decide'), [
          this.#line('tiebreak.accept', t('accept as it is, go on')),
          ...can('flip', this.#line('tiebreak.flip', t('flip the preference'))),
          ...can('choose', [['1', `– ${Math.min(9, Math.max(2, count))}`], t('choose a response')]),
          ...can('tie', this.#line('tiebreak.tie', t('a tie'))),
          ...can('strength', [[...this.#keys('tiebreak.setStrength'), strengthDigits(strengthMax)], t('how much better')]),
          this.#line('tiebreak.skip', t('skip, go on')),
          this.#line('tiebreak.note', t('write a note')),
          this.#line('tiebreak.drop', t('drop the record')),
          this.#line('tiebreak.undo', t('undo the last thing done')),
        ])}
        ${group(t('Move'), [
          this.#line('tiebreak.next', t('next record')), this.#line('tiebreak.previous', t('previous record')),
          this.#line('tiebreak.nextFlag', t('next flagged record')), this.#line('tiebreak.previousFlag', t('previous flagged record')),
          [['Space', '⇧Space'], t('read on, back')],
          ...(many ? [[['←', '→'], t('the response before, after')] as const] : []),
          ...(count > MOST_COLUMNS && edits.includes('choose') ? [[['Enter'], t('choose it, in their list')] as const] : []),
        ])}
        ${letters.length === 0 ? '' : group(t('Rate: letter, then value'), [[['A', 'B'], t('response that letters act on; Tab too')], ...letters.map(([letter, name]) => [[letter.toUpperCase()], oneLine(name)] as const)])}
        ${group(t('Read'), [
          ...(count > 1 ? [this.#line('tiebreak.toggleDiff', t('differences')), this.#line('tiebreak.switchDiffLayout', t('differences in one text, or two'))] : []),
          this.#line('tiebreak.toggleMarkdown', t('Markdown, or the text as it stands')),
          this.#line('tiebreak.toggleFold', t('fold, unfold')),
          ...(count > 1 ? [this.#line('tiebreak.toggleScrollTogether', t('scroll together'))] : []),
          ...(count > MOST_COLUMNS ? [this.#line('tiebreak.pinResponse', t('keep a response open'))] : []),
        ])}
        ${group(t('Page'), [
          this.#line('tiebreak.focusFilter', t('filter; Enter applies it')),
          this.#line('tiebreak.toggleBlind', t('blind mode')),
          [['Esc'], t('leave, back to the list')],
          this.#line('tiebreak.showKeys', t('these keys')),
        ])}
        <section><h2>${t('Marks')}</h2><dl>
          ${mark(svg`<circle class="person" cx="30" cy="9" r="2.8"></circle>`, t('an annotator'))}
          ${mark(svg`<path class="label" d="M30 6l4 6h-8z"></path>`, t('the label'))}
          ${mark(svg`<rect class="band" x="12" width="36" y="6" height="6"></rect><rect class="mean" x="29" width="2" y="3" height="12"></rect>`, t('models, mean ± sd'))}
          ${mark(svg`<line class="split" x1="10" x2="50" y1="9" y2="9"></line>`, t('annotators split'))}
        </dl></section>
      </div>
      <p class="foot dim">${own ? t('Single keys can be bound anew.') : t('Your own bindings cannot be read here: these are the keys as they come.')}
        <button class="link" @click=${() => this.actions.command('tiebreak.bindKeys')}>${t('Keyboard Shortcuts')}</button></p>
    </dialog>`;
  }

  #line(command: string, label: string): Line {
    return [this.#keys(command), label];
  }

  /** Keys of a command as people read them, two at most. */
  #keys(command: string): readonly string[] {
    return keysOf(this.page.keys.keys, command).slice(0, 2).map(shownKey);
  }
}

function group(title: string, lines: readonly Line[]): TemplateResult {
  const bound = lines.filter(([names]) => names.length > 0);
  return html`<section><h2>${title}</h2><dl>${bound.map(([names, label]) => html`<dt>${names.map((name) => html`<kbd>${name}</kbd>`)}</dt><dd>${label}</dd>`)}</dl></section>`;
}

function mark(drawing: TemplateResult, label: string): TemplateResult {
  return html`<dt><svg class="legend" aria-hidden="true">${drawing}</svg></dt><dd>${label}</dd>`;
}
