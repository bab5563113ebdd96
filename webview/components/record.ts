/** A record: why it is here, the prompt, the responses with their evidence, the preference. */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { RecordView, ResponseView, ScoringView } from '../../src/protocol/views.js';
import type { Actions } from '../actions.js';
import { axisStyles } from '../charts/axis.js';
import { laidOpen, MOST_COLUMNS } from '../laidOpen.js';
import type { Pending } from '../state.js';
import { base } from '../styles.js';
import { besides, besidesStyles } from './besides.js';
import { columns, columnsStyles } from './columns.js';
import { evidenceLines } from './evidence.js';
import { iconStyles } from './icon.js';
import './many.js';
import { preference, preferenceStyles, sides } from './preference.js';
import './prompt.js';
import type { ResponseElement } from './response.js';
import './response.js';
import { why, whyStyles } from './why.js';

const INKS = 6;

/** `<tb-record .record=...>`. */
@customElement('tb-record')
export class RecordElement extends LitElement {
  static override styles = [base, iconStyles, whyStyles, preferenceStyles, axisStyles, columnsStyles, besidesStyles, css`
    :host { display: block; container-type: inline-size; overflow: auto; min-height: 0; }
    article { display: flex; flex-direction: column; gap: 8px; padding: 8px 16px 0; height: 100%; min-height: calc(400px + var(--rows) * 24px); }
    tb-prompt { flex: 0 1 auto; min-height: 52px; max-height: 20%; }
    .responses {
      flex: 1 1 0; min-height: calc(160px + var(--rows) * 24px); display: grid; grid-auto-flow: column; grid-auto-columns: minmax(300px, 1fr); grid-template-rows: minmax(0, 1fr);
      gap: 12px; overflow-x: auto;
    }
    .many { flex: 1 1 0; min-height: calc(220px + var(--rows) * 24px); display: grid; grid-template: minmax(0, 1fr) / clamp(240px, 27%, 360px) minmax(0, 1fr) minmax(0, 1fr); gap: 12px; }
    article.empty-handed tb-prompt { max-height: 45%; }
    article.dropped { --fg: var(--dim); color: var(--dim); }
    @container (max-width: 560px) {
      article { height: auto; min-height: 100%; padding: 8px 10px 0; }
      .many { grid-template: 200px auto auto / minmax(0, 1fr); flex: none; }
      .responses { grid-auto-flow: row; grid-template-rows: none; grid-auto-columns: auto; flex: none; overflow: visible; }
      tb-prompt { max-height: 220px; }
      tb-response { max-height: 70vh; }
      .preference .line { grid-template-columns: minmax(0, 1fr) !important; }
      .preference .words.wide { grid-column: 1; }
    }
  `];

  @property({ attribute: false }) record!: RecordView;
  @property({ attribute: false }) scoring: ScoringView | null = null;
  @property({ attribute: false }) actions!: Actions;
  @property({ attribute: false }) pending: Pending | null = null;
  @property({ type: Number }) focused = 1;
  @property({ type: Boolean }) readOnly = false;
  /** True for a record of no file: nothing scores it. */
  @property({ type: Boolean }) preview = false;

  /** Scrolls every response's text by most of its height. */
  scrollTexts(by: 1 | -1): void {
    for (const { scroller } of this.renderRoot.querySelectorAll<ResponseElement>('tb-response')) {
      scroller?.scrollBy({ top: by * scroller.clientHeight * 0.85 });
    }
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    const before = changed.get('record') as RecordView | undefined;
    if (before && before.index !== this.record.index) requestAnimationFrame(() => this.renderRoot.querySelector('.responses')?.scrollTo(0, 0));
    // Colours of the axes' two sides, and room for the ratings in a low pane; set here, for the page's policy allows no style attributes.
    const { left, right } = sides(this.record);
    this.style.setProperty('--left', ink(left));
    this.style.setProperty('--right', ink(right));
    this.style.setProperty('--rows', String(this.record.responses.reduce((most, { attributes }) => Math.max(most, evidenceLines(attributes)), 0)));
  }

  protected override render(): TemplateResult {
    const { record, scoring, actions } = this;
    const none = record.responses.length === 0;
    const canScore = !none && !this.preview && (scoring?.state === 'off' || scoring?.state === 'cancelled' || scoring?.state === 'failed');
    const strength = record.preference.edits.includes('strength') && !this.readOnly && !record.dropped;
    return html`<article class="${record.dropped ? 'dropped' : ''} ${none ? 'empty-handed' : ''}" aria-label="Record ${record.index}">
      ${this.preview ? nothing : why(record)}
      ${none && record.prompt.length === 0 ? nothing : html`<tb-prompt .turns=${record.prompt}></tb-prompt>`}
      ${none ? nothing : record.responses.length > MOST_COLUMNS ? this.many() : html`<div class="responses">${repeat(record.responses, ({ number }) => number, (response) => this.response(response))}</div>`}
      ${preference(record, scoring, canScore ? () => actions.command('tiebreak.score') : null, strength ? (response, size) => actions.strength(response, size) : null)}
      ${besides(record, actions)}
      ${columns(record)}
    </article>`;
  }

  private many(): TemplateResult {
    const open = laidOpen(this.record, this.focused) ?? [];
    return html`<div class="many">
      <tb-many .record=${this.record} .actions=${this.actions} .focused=${this.focused}></tb-many>
      ${open.map((response) => this.response(response))}
    </div>`;
  }

  private response(response: ResponseView): TemplateResult {
    const { record, actions, pending } = this;
    const { edits } = record.preference;
    const focused = response.number === this.focused;
    const among = record.responses.length > 1;
    return html`<tb-response .style=${`--ink: ${ink(response.number)}`} .response=${response} .actions=${actions} .edits=${edits} .focused=${focused}
      .pending=${pending?.kind === 'value' && focused ? pending.attribute : null}
      .editable=${!this.readOnly && !record.dropped} .among=${among} .choosable=${among && edits.includes('choose')}></tb-response>`;
  }
}

function ink(response: number): string {
  return `var(--ink-${(response - 1) % INKS + 1})`;
}
