/** The report's page: a bar that stays, and the sections below each other. */
import { t } from '@vscode/l10n';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Section } from '../../../src/core/report/blocks.js';
import { sectionsOf } from '../../../src/core/report/sections/all.js';
import { icon, iconStyles } from '../../components/icon.js';
import { button, controlStyles } from '../../controls.js';
import { base, theme } from '../../styles.js';
import { records } from '../../text/counts.js';
import { oneLine } from '../../text/hostile.js';
import { count } from '../../text/numbers.js';
import type { ReportActions } from '../actions.js';
import type { ReportState, ReportStore } from '../state.js';
import { appStyles } from './appStyles.js';
import { progress, progressStyles } from './progress.js';
import './scatter.js';
import { section, sectionStyles } from './section.js';
import { tableStyles } from './table.js';

/** `<tiebreak-report>`. */
@customElement('tiebreak-report')
export class ReportElement extends LitElement {
  static override styles = [theme, base, iconStyles, controlStyles, tableStyles, sectionStyles, progressStyles, appStyles];

  @property({ attribute: false }) store!: ReportStore;
  @property({ attribute: false }) actions!: ReportActions;
  #unsubscribe: (() => void) | null = null;
  #made: { readonly of: readonly unknown[]; readonly sections: readonly Section[] } | null = null;
  readonly #onKey = (event: KeyboardEvent): void => this.#key(event);

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unsubscribe = this.store.subscribe(() => this.requestUpdate());
    window.addEventListener('keydown', this.#onKey);
  }

  override disconnectedCallback(): void {
    this.#unsubscribe?.();
    window.removeEventListener('keydown', this.#onKey);
    super.disconnectedCallback();
  }

  protected override render(): TemplateResult {
    const { state } = this.store;
    const sections = this.#sections(state);
    return html`
      <header>
        <div class="top"><h1 class="clip"><bdi>${state.view ? oneLine(state.view.name) : ''}</bdi></h1><span class="dim num">${about(state)}</span>
          <span class="tools">
            ${button(t('Refresh'), () => this.actions.refresh())}
            ${button(t('Export as HTML…'), () => this.actions.act('exportHtml'))}
            ${button(t('Export as JSON…'), () => this.actions.act('exportJson'))}
          </span></div>
        ${sections.length === 0 ? nothing : html`<nav aria-label=${t('Sections')}>${sections.map(({ id, title }) => html`<button class="link" @click=${() => this.#go(id)}>${title}</button>`)}</nav>`}
        ${this.#notices(state)}
      </header>
      <main>
        ${message(state)}
        ${sections.map((each) => section(each, this.actions, each.id === 'overview' ? this.#offer(state) : each.id === 'ensemble' ? this.#scatter(state) : nothing))}
        ${progress(state, this.actions)}
      </main>
      <div class="spoken" role="status" aria-live="polite">${state.announcement}</div>`;
  }

  #sections({ parts: { report, stats, evaluate, audit } }: ReportState): readonly Section[] {
    const of = [report.value, stats.value, evaluate.value, audit.value];
    if (this.#made?.of.every((each, i) => each === of[i])) return this.#made.sections;
    const sections = sectionsOf({ report: report.value, stats: stats.value, evaluate: evaluate.value, audit: audit.value });
    this.#made = { of, sections };
    return sections;
  }

  #scatter({ parts: { scatter, report } }: ReportState): TemplateResult | typeof nothing {
    const grid = report.value?.scatter;
    if (!grid || !scatter.value || scatter.value.count === 0) {
      return report.value?.picture && !grid ? html`<p class="dim">${t('One model scored: there is no sd among models. Add a model to see where they disagree.')}</p>` : nothing;
    }
    return html`<tb-scatter .points=${scatter.value} .grid=${grid} .actions=${this.actions}></tb-scatter>`;
  }

  #offer({ parts: { report }, scoring }: ReportState): TemplateResult | typeof nothing {
    if (!report.value || report.value.overview.scored > 0 || report.value.overview.records === 0) return nothing;
    const running = scoring?.state === 'starting' || scoring?.state === 'running';
    if (running) return html`<p class="dim num">${t('Scoring… {0} of {1} responses. The report is computed again when it ends.', count(scoring.done), count(scoring.total))}</p>`;
    return html`<div class="offer"><span>${t('No scores yet: with a model’s scores the report shows where labels and models disagree.')}</span>${button(t('Score Responses'), () => this.actions.act('score'), 'primary')}</div>`;
  }

  #notices({ stale, filtered, error }: ReportState): TemplateResult | typeof nothing {
    if (!stale && filtered === null && error === null) return nothing;
    return html`<div class="notices">
      ${stale ? html`<div>${icon('info')}<span>${t('Records have changed since.')}</span><button class="link" @click=${() => this.actions.refresh()}>${t('Refresh')}</button></div>` : nothing}
      ${filtered === null ? nothing : html`<div>${icon('check')}<span>${t('The worklist is filtered:')} <code>${filtered}</code></span>${this.#close()}</div>`}
      ${error === null ? nothing : html`<div class="error">${icon('error')}<bdi>${oneLine(error)}</bdi>${this.#close()}</div>`}
    </div>`;
  }

  #close(): TemplateResult {
    return html`<button class="plain" aria-label=${t('Dismiss')} @click=${() => this.actions.dismiss()}>${icon('close')}</button>`;
  }

  #go(id: string): void {
    const target = this.renderRoot.querySelector<HTMLElement>(`#${CSS.escape(id)}`);
    // Under the bar, however many notices it has.
    if (target) window.scrollBy(0, target.getBoundingClientRect().top - this.#barHeight);
    target?.focus({ preventScroll: true });
  }

  get #barHeight(): number {
    return this.renderRoot.querySelector('header')?.offsetHeight ?? 0;
  }

  /** n and p go from section to section, r computes anew. */
  #key(event: KeyboardEvent): void {
    const at = event.composedPath()[0];
    if (event.ctrlKey || event.metaKey || event.altKey || (at instanceof HTMLElement && /^(input|textarea)$/i.test(at.localName))) return;
    const ids = this.#sections(this.store.state).map(({ id }) => id);
    const tops = ids.map((id) => this.renderRoot.querySelector(`#${CSS.escape(id)}`)?.getBoundingClientRect().top ?? 0);
    const here = tops.findLastIndex((top) => top < this.#barHeight + 22);
    if (event.key === 'n' || event.key === 'p') this.#go(ids[Math.min(ids.length - 1, Math.max(0, here + (event.key === 'n' ? 1 : -1)))] ?? '');
    else if (event.key === 'r') this.actions.refresh();
    else return;
    event.preventDefault();
  }
}

function about({ view }: ReportState): string {
  if (!view) return '';
  if (view.complete) return records(view.records);
  if (view.stopped) return t('{0}, reading was stopped', records(view.records));
  return view.read === undefined ? t('Reading…') : t('Reading… {0}%', count(view.read * 100));
}

function message({ view, openError, parts }: ReportState): TemplateResult | typeof nothing {
  if (openError !== null) return html`<p class="message">${icon('error')}<bdi>${oneLine(openError)}</bdi></p>`;
  if (view && !view.complete && !view.stopped) return html`<p class="message dim">${t('The report is computed when every row has been read.')}</p>`;
  if (parts.report.value?.overview.records === 0) return html`<p class="message dim">${t('There are no records to report on.')}</p>`;
  return nothing;
}
