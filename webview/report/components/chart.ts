/** One chart: drawn when it comes into view, with the numbers under the pointer, and its table at a press. */
import { t } from '@vscode/l10n';
import { css, html, LitElement, nothing, svg, unsafeCSS, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { createRef, ref } from 'lit/directives/ref.js';
import uPlot from 'uplot';
import plotCss from 'uplot/dist/uPlot.min.css';
import type { Chart, Series } from '../../../src/core/report/blocks.js';
import { chartTable } from '../../../src/core/report/chartTable.js';
import { percent, short } from '../../../src/core/report/text.js';
import { base } from '../../styles.js';
import type { ReportActions } from '../actions.js';
import { colour, onTheme } from '../plot/colours.js';
import { DASHES, dataOf, HEIGHT, optionsOf, type Ink } from '../plot/options.js';
import { soon } from '../plot/queue.js';
import { table, tableStyles } from './table.js';
import { tableToggle, toggleStyles } from './toggle.js';

/** Numbers of uPlot's own styles, for every page part that draws with it. */
export const plotStyles = unsafeCSS(plotCss);

/** `<tb-chart .chart=... .actions=...>`. */
@customElement('tb-chart')
export class ChartElement extends LitElement {
  static override styles = [base, tableStyles, toggleStyles, plotStyles, css`
    :host { display: block; min-width: 0; }
    figure { margin: 0; display: grid; gap: 2px; }
    figcaption { display: flex; align-items: baseline; gap: 8px; min-width: 0; }
    h3 { font-weight: 600; flex: 0 1 auto; }
    .note { font-size: var(--small); }
    .readout { font-size: var(--small); min-height: 1.45em; }
    .plot { height: ${HEIGHT}px; overflow: hidden; }
    .plot.picks .u-over { cursor: pointer; }
    .legend { display: flex; flex-wrap: wrap; gap: 0 12px; font-size: var(--small); color: var(--dim); }
    .legend span { display: inline-flex; align-items: center; gap: 5px; min-width: 0; }
    .legend svg { flex: none; }
    .u-hz .u-cursor-x { border-right-color: var(--line-strong); }
  `];

  @property({ attribute: false }) chart!: Chart;
  @property({ attribute: false }) actions!: ReportActions;
  @state() private asTable = false;
  @state() private place: number | null = null;
  readonly #box = createRef<HTMLElement>();
  #plot: uPlot | null = null;
  #cancel: (() => void) | null = null;
  #offTheme: (() => void) | null = null;
  #seen = false;
  readonly #sizes = new ResizeObserver(() => this.#resize());
  readonly #views = new IntersectionObserver((entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    this.#views.disconnect();
    this.#seen = true;
    this.#draw();
  }, { rootMargin: '300px' });

  override connectedCallback(): void {
    super.connectedCallback();
    this.#sizes.observe(this);
    this.#views.observe(this);
    this.#offTheme = onTheme(() => this.#draw());
  }

  override disconnectedCallback(): void {
    this.#sizes.disconnect();
    this.#views.disconnect();
    this.#offTheme?.();
    this.#drop();
    super.disconnectedCallback();
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('chart') || changed.has('asTable')) this.#draw();
  }

  protected override render(): TemplateResult {
    const { chart } = this;
    const picks = chart.where?.some((where) => where !== null) === true;
    return html`<figure>
      <figcaption><h3 class="clip" title=${chart.title}><bdi>${chart.title}</bdi></h3>${tableToggle(this.asTable, chart.title, () => { this.asTable = !this.asTable; })}</figcaption>
      ${chart.note === null ? nothing : html`<p class="note dim num">${chart.note}</p>`}
      ${this.asTable
        ? table({ ...chartTable(chart), title: '', note: null }, this.actions, t('{0}: {1} by {2}', chart.title, chart.y.label, chart.x.label))
        : html`${legend(chart)}<div class="plot ${picks ? 'picks' : ''}" ${ref(this.#box)} role="img" aria-label=${this.#spoken()} @click=${() => this.#pick()}></div>
          <div class="readout dim num" aria-hidden="true">${this.#readout(picks)}</div>`}
    </figure>`;
  }

  #spoken(): string {
    const { chart } = this;
    const told = chart.note === null ? '' : ` ${chart.note}`;
    return t('{0}: chart of {1} by {2}, {3} places. Show it as a table to read it.', chart.title, chart.y.label, chart.x.label, chart.places.length) + told;
  }

  #readout(picks: boolean): string {
    const { place, chart } = this;
    if (place === null) return picks ? t('Click to filter the worklist') : '';
    const values = chart.series.flatMap((series) => valueOf(chart, series, place));
    return `${chart.names[place] ?? ''}: ${values.join(' · ')}`;
  }

  #pick(): void {
    const where = this.place === null ? null : this.chart.where?.[this.place];
    if (where) this.actions.filter(where);
  }

  #draw(): void {
    this.#drop();
    if (!this.#seen || this.asTable || !this.isConnected) return;
    this.#cancel = soon(() => {
      const box = this.#box.value;
      if (!box || box.clientWidth === 0) return;
      this.#plot = new uPlot(optionsOf(this.chart, box.clientWidth, inkOf(this), (place) => { this.place = place; }), dataOf(this.chart), box);
    });
  }

  #resize(): void {
    const width = this.#box.value?.clientWidth ?? 0;
    if (width === 0) return;
    if (!this.#plot) return this.#draw();
    if (Math.abs(this.#plot.width - width) < 1) return;
    const plot = this.#plot;
    soon(() => {
      if (plot === this.#plot) plot.setSize({ width, height: HEIGHT });
    });
  }

  #drop(): void {
    this.#cancel?.();
    this.#plot?.destroy();
    this.#plot = null;
  }
}

const INKS = ['--ink-1', '--ink-2', '--ink-4', '--ink-5', '--ink-3', '--ink-6'];

/** Which line is whose, where there are several. */
function legend({ series }: Chart): TemplateResult | typeof nothing {
  if (series.length < 2) return nothing;
  return html`<div class="legend" aria-hidden="true">${series.map(({ label, mark }, i) => {
    const [stroke, dash] = mark === 'reference' ? ['--dim', [4, 4]] : [INKS[i % INKS.length]!, DASHES[i % DASHES.length]!];
    return html`<span>${svg`<svg width="24" height="8"><line x1="0" x2="24" y1="4" y2="4" stroke="var(${stroke})" stroke-width="1.5" stroke-dasharray=${dash.join(' ')}></line></svg>`}<bdi class="clip">${label}</bdi></span>`;
  })}</div>`;
}

/** The theme's colours for a chart in an element. */
export function inkOf(element: Element): Ink {
  const font = getComputedStyle(element);
  return {
    text: colour(element, '--dim'),
    grid: colour(element, '--grid'),
    line: colour(element, '--line-strong'),
    series: INKS.map((name) => colour(element, name)),
    font: `11px ${font.fontFamily}`,
  };
}

function valueOf({ y, series }: Chart, { label, mark, values, low, high }: Series, place: number): string[] {
  const value = values[place];
  if (value === null || value === undefined || mark === 'reference') return [];
  const write = (each: number) => (y.percent ? percent(each) : short(each, 3));
  const [from, to] = [low?.[place], high?.[place]];
  const between = from === null || from === undefined || to === null || to === undefined ? '' : ` (${write(from)} – ${write(to)})`;
  return [`${series.length > 1 ? `${label} ` : ''}${write(value)}${between}`];
}
