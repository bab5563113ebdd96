/** A record: why it is here, the prompt, the responses with their evidence, the preference. */
import { t } from '@vscode/l10n';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { responseLetter } from '../../src/protocol/responseLetter.js';
import type { RecordView, ResponseView } from '../../src/protocol/views/record.js';
import type { ScoringView } from '../../src/protocol/views/scoring.js';
import type { Actions } from '../actions.js';
import { blinded } from '../blinded.js';
import { axisStyles } from '../charts/axis.js';
import { differences, NO_DIFFERENCES, type Differences } from '../diff/differences.js';
import { Draft } from '../draft.js';
import { diffPart } from '../later.js';
import { isApart, laidOpen, MOST_COLUMNS } from '../laidOpen.js';
import type { Pins } from '../pins.js';
import { READING, type Reading } from '../reading.js';
import { scrollAlong } from '../scrollTogether.js';
import type { Pending } from '../state.js';
import { base } from '../styles.js';
import { besides, besidesStyles } from './besides.js';
import { columns, columnsStyles } from './columns.js';
import { diffPane } from './diffPane.js';
import { evidenceLines } from './evidence.js';
import './history.js';
import { iconStyles } from './icon.js';
import type { ManyElement } from './many.js';
import './many.js';
import { preference, preferenceStyles, sides } from './preference.js';
import './prompt.js';
import { readingBar, readingBarStyles } from './readingBar.js';
import { recordStyles } from './recordStyles.js';
import type { ResponseElement } from './response.js';
import './response.js';
import { voices, voicesStyles } from './voices.js';
import { why, whyStyles } from './why.js';

const INKS = 6;

/** `<tb-record .record=...>`. */
@customElement('tb-record')
export class RecordElement extends LitElement {
  static override styles = [base, iconStyles, whyStyles, preferenceStyles, axisStyles, columnsStyles, besidesStyles, readingBarStyles, voicesStyles, recordStyles];

  @property({ attribute: false }) record!: RecordView;
  @property({ attribute: false }) scoring: ScoringView | null = null;
  @property({ attribute: false }) actions!: Actions;
  @property({ attribute: false }) pending: Pending | null = null;
  @property({ attribute: false }) reading: Reading = READING;
  @property({ attribute: false }) pins: Pins | null = null;
  /** Words of the filter, marked in the texts. */
  @property({ attribute: false }) highlight: readonly string[] = [];
  @property({ type: Number }) focused = 1;
  @property({ type: Boolean }) readOnly = false;
  /** True where earlier turns and long texts are all shown. */
  @property({ type: Boolean }) whole = false;
  /** True where nothing may be seen of what people and models say. */
  @property({ type: Boolean }) blind = false;
  /** True for a record of no file: nothing scores it. */
  @property({ type: Boolean }) preview = false;
  #shown!: RecordView;
  #differences: Differences = NO_DIFFERENCES;
  readonly #draft = new Draft(() => this.requestUpdate());

  /** Closes the reasons, which lie over the texts; false where they are not open, or where the event is theirs. */
  closeReasons(event?: Event): boolean {
    const open = this.renderRoot.querySelector<HTMLDetailsElement>('details.reasons[open]');
    if (!open || event?.composedPath().includes(open)) return false;
    open.open = false;
    return true;
  }

  /** Scrolls every response's text by most of its height. */
  scrollTexts(by: 1 | -1): void {
    for (const scroller of this.#scrollers()) scroller.scrollBy({ top: by * scroller.clientHeight * 0.85 });
  }

  /** In a long list the response before or after the focused one, the focused one itself at its ends; undefined where there is no list. */
  besideInList(by: 1 | -1): number | undefined {
    const list = this.renderRoot.querySelector<ManyElement>('tb-many');
    return list ? (list.beside(by) ?? this.focused) : undefined;
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    const before = changed.get('record') as RecordView | undefined;
    if (before && before.index !== this.record.index) this.#draft.drop();
    this.#shown = this.blind ? blinded(this.record) : this.record;
    this.#differences = this.#compared();
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    const before = changed.get('record') as RecordView | undefined;
    if (before && before.index !== this.record.index && this.#shown.responses.length > 2) requestAnimationFrame(() => this.renderRoot.querySelector('.responses')?.scrollTo(0, 0));
    // Colours of the axes' two sides, and room for the ratings in a low pane; set here, for the page's policy allows no style attributes.
    const { left, right } = sides(this.#shown);
    this.style.setProperty('--left', ink(left));
    this.style.setProperty('--right', ink(right));
    this.style.setProperty('--rows', String(this.#shown.responses.reduce((most, { attributes }) => Math.max(most, evidenceLines(attributes)), 0)));
  }

  protected override render(): TemplateResult {
    const { scoring, actions } = this;
    const record = this.#shown;
    const none = record.responses.length === 0;
    const canScore = !none && !this.preview && !this.blind && (scoring?.state === 'off' || scoring?.state === 'cancelled' || scoring?.state === 'failed');
    const strength = record.preference.edits.includes('strength') && !this.readOnly && !record.dropped;
    const bar = readingBar(this.reading, record.responses.length > 1, this.#differences.compared?.unrelated === true, actions);
    return html`<article class="${record.dropped ? 'dropped' : ''} ${none ? 'empty-handed' : ''}" aria-label=${t('Record {0}', record.index)}
        @tb-address=${(event: CustomEvent<string>) => actions.openAddress(event.detail)}>
      ${this.preview ? nothing : why(record, this.blind, bar)}
      ${none && record.prompt.length === 0 ? nothing : html`<tb-prompt .turns=${record.prompt} .markdown=${this.reading.markdown} .highlight=${this.highlight} .whole=${this.whole}></tb-prompt>`}
      ${none ? nothing : record.responses.length > MOST_COLUMNS ? this.#many() : this.#columns()}
      ${preference(record, scoring, canScore ? () => actions.command('tiebreak.score') : null, { blind: this.blind, draft: this.#draft, set: strength ? (response, size) => actions.strength(response, size) : null })}
      ${record.responses.length > MOST_COLUMNS ? nothing : besides(record, (response) => this.#response(response))}
      ${voices(record.preference.votes, this.highlight)}
      ${columns(record, this.preview || this.blind ? nothing : html`<tb-history .record=${record} .actions=${actions}></tb-history>`)}
    </article>`;
  }

  #columns(): TemplateResult {
    const { responses } = this.#shown;
    const { inline } = this.#differences;
    return html`<div class="responses ${inline ? 'inline' : ''}">
      ${inline ? diffPane(inline, this.highlight, responses.length) : nothing}
      ${repeat(responses, ({ number }) => number, (response) => this.#response(response))}</div>`;
  }

  #many(): TemplateResult {
    const open = laidOpen(this.#shown, this.focused, this.pins) ?? [];
    const { inline } = this.#differences;
    return html`<div class="many ${inline ? 'inline' : ''}">
      <tb-many .record=${this.#shown} .actions=${this.actions} .focused=${this.focused} .pins=${this.pins}></tb-many>
      ${inline ? diffPane(inline, this.highlight, 2) : nothing}
      ${open.map((response) => this.#response(response))}
    </div>`;
  }

  #response(response: ResponseView): TemplateResult {
    const { actions, pending, reading } = this;
    const record = this.#shown;
    const { edits } = record.preference;
    const apart = isApart(record, response);
    const focused = !apart && response.number === this.focused;
    const among = record.responses.length > 1 && !apart;
    return html`<tb-response .style=${`--ink: ${apart ? 'var(--dim)' : ink(response.number)}`} .response=${response} .actions=${actions} .edits=${edits} .focused=${focused}
      .pending=${pending?.kind === 'value' && focused ? pending.attribute : null} .name=${apart ? (response.preferred ? 'chosen' : 'rejected') : null}
      .markdown=${reading.markdown} .highlight=${this.highlight} .whole=${this.whole} .pieces=${this.#differences.of.get(response) ?? null} .textless=${this.#differences.inline !== null && (!apart || this.#differences.pair.includes(response))}
      .editable=${!this.readOnly && !record.dropped && !apart} .among=${among} .choosable=${among && edits.includes('choose')} .scrolled=${this.#scrolled}></tb-response>`;
  }

  /** What differs between the two responses that stand side by side, while it is to be seen. */
  #compared(): Differences {
    const { diff } = this.reading;
    const record = this.#shown;
    const part = diff === 'off' ? null : diffPart.now(() => this.requestUpdate());
    const open = part && laidOpen(record, this.focused, this.pins);
    if (!open || diff === 'off') return NO_DIFFERENCES;
    const pair = record.responses.length > MOST_COLUMNS ? open : open.toSorted((a, b) => a.number - b.number);
    const name = (response: ResponseView): string => (isApart(record, response) ? (response.preferred ? t('chosen') : t('rejected')) : responseLetter(response.number));
    return differences(part, pair as [ResponseView, ResponseView], diff, name, this.#differences);
  }

  #scrollers(): readonly Element[] {
    return [...this.renderRoot.querySelectorAll<ResponseElement>('tb-response:not([apart])')].flatMap(({ scroller }) => scroller ?? []).concat([...this.renderRoot.querySelectorAll('.diff-pane .text')]);
  }

  readonly #scrolled = (from: Element): void => {
    if (this.reading.together) scrollAlong(from, this.#scrollers());
  };
}

function ink(response: number): string {
  return `var(--ink-${(response - 1) % INKS + 1})`;
}
