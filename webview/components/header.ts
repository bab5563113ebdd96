/** The bar on top: what is open, which part of it is listed, and what scoring is doing. */
import { t } from '@vscode/l10n';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { DatasetView } from '../../src/protocol/views/dataset.js';
import type { Actions } from '../actions.js';
import type { PageState } from '../state.js';
import { base } from '../styles.js';
import { oneLine } from '../text/hostile.js';
import { records as recordsCount, rows as rowsCount } from '../text/counts.js';
import { count } from '../text/numbers.js';
import type { FilterElement } from './filter.js';
import './filter.js';
import { icon, iconStyles } from './icon.js';
import type { ScoringElement } from './scoring.js';
import './scoring.js';

/** `<tb-header .page=...>`. */
@customElement('tb-header')
export class HeaderElement extends LitElement {
  static override styles = [base, iconStyles, css`
    :host { display: block; position: relative; border-bottom: 1px solid var(--line); }
    header { display: flex; align-items: center; gap: 14px; padding: 4px 12px; min-height: 36px; white-space: nowrap; }
    .file { display: flex; gap: 12px; min-width: 0; align-items: center; }
    .file h1 { font-weight: 600; max-width: 30ch; flex: none; }
    .file .meta { overflow: hidden; text-overflow: ellipsis; }
    tb-filter { flex: 1 1 220px; min-width: 180px; max-width: 620px; }
    /* What it says at length is in its details: it gives way first. */
    tb-scoring { margin-left: auto; min-width: 0; flex: 0 20 auto; }
    .list-button { display: none; align-items: center; padding: 2px; }
    .with, .offer { display: inline-flex; gap: 4px; align-items: center; min-width: 0; max-width: 34ch; }
    .with button { display: inline-flex; padding: 1px; }
    .lock { display: inline-flex; gap: 4px; align-items: center; }
    .progress { position: absolute; inset: auto 0 -1px 0; height: 2px; overflow: hidden; }
    .progress i { display: block; height: 100%; background: var(--vscode-progressBar-background); }
    .progress .unknown { width: 20%; animation: slide 2s linear infinite; }
    @keyframes slide { from { transform: translateX(-100%); } to { transform: translateX(500%); } }
    @media (prefers-reduced-motion: reduce) { .progress .unknown { animation: none; width: 100%; opacity: 0.5; } }
    @media (max-width: 1000px) { .meta .schema { display: none; } }
    @media (max-width: 760px) {
      header { gap: 10px; flex-wrap: wrap; padding: 4px 10px; }
      .list-button { display: inline-flex; }
      tb-filter { order: 1; flex-basis: 100%; max-width: none; }
    }
  `];

  @property({ attribute: false }) page!: PageState;
  @property({ attribute: false }) actions!: Actions;
  @query('tb-filter') private readonly filter!: FilterElement | null;
  @query('tb-scoring') private readonly scoring!: ScoringElement | null;

  /** Closes what lies over the page; false where nothing does. */
  close(): boolean {
    return this.scoring?.close() ?? false;
  }

  /** Puts the cursor into the filter. */
  focusFilter(): void {
    this.filter?.focus();
  }

  protected override render(): TemplateResult {
    const { page, actions } = this;
    const { dataset, scoring } = page;
    return html`<header>
      ${page.preview || page.choice ? nothing : html`<button class="plain list-button" aria-label=${t('Worklist')} aria-expanded=${page.listShown} title=${t('Worklist')} @click=${() => actions.showList(!page.listShown)}>${icon('list')}</button>`}
      ${dataset ? file(dataset, page, actions) : html`<h1 class="dim">${page.choice ? oneLine(page.choice.name) : page.openError === null ? t('Opening…') : t('Not opened')}</h1>`}
      ${page.preview || (page.choice && !dataset) ? nothing : html`<tb-filter .page=${page} .actions=${actions}></tb-filter>`}
      ${!dataset || page.preview || dataset.responses === 0 && dataset.complete ? nothing : html`<tb-scoring .scoring=${scoring} .actions=${actions}></tb-scoring>`}
      ${progress(page)}
    </header>`;
  }
}

function file(dataset: DatasetView, { related }: PageState, actions: Actions): TemplateResult {
  const { name, schema, format, reason, confidence, records, rows, complete, readOnly } = dataset;
  const about = t('{0} in {1}, confidence {2}: {3}', schema, format, confidence, reason);
  const { attached } = dataset;
  return html`<span class="file">
    <h1 class="clip" title=${oneLine(name)}><bdi>${oneLine(name)}</bdi></h1>
    <span class="meta dim num" title=${oneLine(about)}><span class="schema">${oneLine(schema.split(' + ')[0] ?? schema)}${attached.length > 0 ? ` + ${attached.length}` : ''} · </span>${complete || dataset.stopped
      ? recordsCount(records)
      : dataset.read === undefined ? t('reading… {0}', rowsCount(rows)) : t('reading… {0} · {1} %', rowsCount(rows), count(dataset.read * 100))}</span>
    ${complete || dataset.stopped ? nothing : html`<button class="link" title=${t('Stop reading: what was read can be looked at')} @click=${() => actions.command('tiebreak.stopReading')}>${t('Stop')}</button>`}
    ${attached.length > 0 ? html`<span class="with dim" title=${t('Opened together with {0}', attached.map(oneLine).join(', '))}>${icon('link')}<bdi class="clip">${attached.map(oneLine).join(', ')}</bdi>
      <button class="plain" title=${t('Detach')} aria-label=${t('Detach files')} @click=${() => actions.command('tiebreak.detach')}>${icon('close')}</button></span>` : nothing}
    ${related.length > 0 ? html`<button class="link offer" title=${t('{0}: the same prompts and responses, in the same folder', related.map(({ name: other, schema: kind }) => `${oneLine(other)} (${oneLine(kind)})`).join(', '))}
      @click=${() => actions.attachRelated()}>${icon('link')}${related.length === 1 ? t('attach {0}', oneLine(related[0]!.name)) : t('attach {0} files', related.length)}</button>` : nothing}
    ${readOnly ? html`<span class="lock dim" title=${t('This file cannot be changed here')}>${icon('lock')}${t('read-only')}</span>` : nothing}
  </span>`;
}

/** One thin line for whatever takes time: opening, reading, scoring. */
function progress({ dataset, openError, choice, scoring }: PageState): TemplateResult | typeof nothing {
  if (openError !== null || choice !== null || dataset?.stopped) return nothing;
  if (!dataset || !dataset.complete) return line(t('Reading'), dataset?.read ?? null);
  if (scoring?.state === 'starting') return line(t('Starting the scorer'), null);
  if (scoring?.state === 'running') return line(t('Scoring'), scoring.total > 0 ? scoring.done / scoring.total : null);
  return nothing;
}

function line(label: string, share: number | null): TemplateResult {
  return html`<div class="progress" role="progressbar" aria-label=${label} aria-valuemin="0" aria-valuemax="100"
    aria-valuenow=${share === null ? nothing : count(share * 100)}>
    ${share === null ? html`<i class="unknown"></i>` : html`<i .style=${`width: ${share * 100}%`}></i>`}</div>`;
}
