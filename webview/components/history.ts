/** What was done to a record, in this session and as the log beside the file tells; asked for when it is opened. */
import { t } from '@vscode/l10n';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { HistoryLine } from '../../src/core/reviews/history.js';
import type { RecordView } from '../../src/protocol/views/record.js';
import type { Actions } from '../actions.js';
import { base } from '../styles.js';
import { happened } from '../text/history.js';
import { oneLine } from '../text/hostile.js';

const TIME = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** `<tb-history .record=...>`; nothing where nothing was done. */
@customElement('tb-history')
export class HistoryElement extends LitElement {
  static override styles = [base, css`
    :host { display: block; min-width: 0; }
    summary { cursor: pointer; width: fit-content; color: var(--dim); }
    summary:hover { color: var(--fg); }
    ol { list-style: none; margin: 0; padding: 4px 0 0; max-height: 140px; overflow: auto; display: grid; grid-template-columns: auto auto minmax(0, 1fr); gap: 1px 12px; }
    li { display: contents; }
    time { color: var(--dim); white-space: nowrap; }
    .reason { color: var(--dim); overflow-wrap: anywhere; }
  `];

  @property({ attribute: false }) record!: RecordView;
  @property({ attribute: false }) actions!: Actions;
  @state() private open = false;
  @state() private lines: readonly HistoryLine[] | null = null;
  #asked: RecordView | null = null;

  protected override willUpdate(): void {
    if (!this.open || this.#asked === this.record) return;
    const { record } = this;
    // While the same record is asked for again its lines stay: an edit adds to them.
    if (this.#asked?.index !== record.index) this.lines = null;
    this.#asked = record;
    void this.actions.history(record.index).then((lines) => { if (this.#asked === record) this.lines = lines; });
  }

  protected override render(): TemplateResult | typeof nothing {
    const { state: stands, note, edited, dropped } = this.record;
    if (stands === 'untouched' && note === null && !edited && !dropped) return nothing;
    return html`<details ?open=${this.open} @toggle=${(event: Event) => { this.open = (event.target as HTMLDetailsElement).open; }}>
      <summary>${t('History')}</summary>
      ${this.lines === null ? nothing : html`<ol tabindex="0" aria-label=${t('History')}>${this.lines.map(line)}</ol>`}
    </details>`;
  }
}

function line(each: HistoryLine): TemplateResult | typeof nothing {
  const words = happened(each);
  if (words === '') return nothing;
  const at = new Date(each.time);
  const reason = each.event === 'edit' && each.reason !== null ? oneLine(each.reason) : '';
  return html`<li><time datetime=${each.time}>${Number.isNaN(at.getTime()) ? oneLine(each.time) : TIME.format(at)}</time><span><bdi>${words}</bdi></span>
    <span class="reason">${[each.saved ? '' : t('not saved'), reason].filter((part) => part !== '').join(' · ')}</span></li>`;
}
