/** Mean against sd of every record: brush a rectangle to filter the worklist, click a point to see its record. */
import { t } from '@vscode/l10n';
import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { createRef, ref } from 'lit/directives/ref.js';
import uPlot from 'uplot';
import { inRectangle } from '../../../src/core/report/conditions.js';
import type { DensityGrid } from '../../../src/core/report/densityGrid.js';
import { scatterTable } from '../../../src/core/report/sections/scatter.js';
import { fixed } from '../../../src/core/report/text.js';
import { button, controlStyles } from '../../controls.js';
import { base } from '../../styles.js';
import { records } from '../../text/counts.js';
import { count } from '../../text/numbers.js';
import type { ReportActions } from '../actions.js';
import { colour, onTheme } from '../plot/colours.js';
import { soon } from '../plot/queue.js';
import { scatterAxes, SCATTER_HEIGHT } from '../scatter/axes.js';
import { Brushing } from '../scatter/brushing.js';
import { clipped, rounded } from '../scatter/brush.js';
import { PointGrid, type Rectangle } from '../scatter/grid.js';
import { Layers } from '../scatter/layers.js';
import type { Points } from '../scatter/points.js';
import { inkOf, plotStyles } from './chart.js';
import { scatterStyles } from './scatterStyles.js';
import { table, tableStyles } from './table.js';
import { tableToggle, toggleStyles } from './toggle.js';

/** `<tb-scatter .points=... .grid=... .actions=...>`. */
@customElement('tb-scatter')
export class ScatterElement extends LitElement {
  static override styles = [base, controlStyles, tableStyles, toggleStyles, plotStyles, scatterStyles, css`.plot { height: ${SCATTER_HEIGHT}px; }`];

  @property({ attribute: false }) points!: Points;
  /** The same points counted on a grid, for the table. */
  @property({ attribute: false }) grid!: DensityGrid;
  @property({ attribute: false }) actions!: ReportActions;
  @state() private asTable = false;
  @state() private brush: Rectangle | null = null;
  /** Place in the points of the one under the pointer; -1 for none. */
  @state() private under = -1;
  readonly #box = createRef<HTMLElement>();
  #axes: uPlot | null = null;
  #layers: Layers | null = null;
  #brushing: Brushing | null = null;
  #index: PointGrid | null = null;
  #cancel: (() => void) | null = null;
  #offTheme: (() => void) | null = null;
  readonly #sizes = new ResizeObserver(() => this.#resize());

  override connectedCallback(): void {
    super.connectedCallback();
    this.#sizes.observe(this);
    this.#offTheme = onTheme(() => this.#draw());
  }

  override disconnectedCallback(): void {
    this.#sizes.disconnect();
    this.#offTheme?.();
    this.#drop();
    super.disconnectedCallback();
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('points')) {
      this.#index = null;
      this.brush = null;
    }
    if (changed.has('points') || changed.has('asTable')) this.#draw();
    if (changed.has('brush')) this.#show();
  }

  protected override render(): TemplateResult {
    const { points, brush, under } = this;
    const title = t('Sd of the models against their mean');
    const tip = under < 0
      ? t('Drag to brush, click a point to see its record. With the keyboard: arrows move the brush, Shift and arrows size it, Enter filters, Escape clears.')
      : t('Record {0}: mean {1}, sd {2}', count(points.index[under] ?? 0), fixed(points.mean[under] ?? 0), fixed(points.sd[under] ?? 0));
    return html`<figure>
      <figcaption><h3>${title}</h3><span class="dim num count">${records(points.count)}</span>
        <span class="key"><i class="plain"></i>${t('not flagged')}</span><span class="key"><i class="flagged"></i>${t('flagged')}</span>
        ${tableToggle(this.asTable, title, () => { this.asTable = !this.asTable; })}</figcaption>
      ${this.asTable
        ? table({ ...scatterTable(this.grid), title: '' }, this.actions, title)
        : html`<div class="plot" ${ref(this.#box)} tabindex="0" role="group" aria-label=${t('{0}: {1}', title, records(points.count))} aria-describedby="tip" @keydown=${(event: KeyboardEvent) => this.#key(event)}></div>`}
      <p class="tip dim num" id="tip">${tip}</p>
      <div class="fields">
        ${this.#field(t('Mean from'), brush?.x[0] ?? points.x[0], (value) => ({ x: [value, this.#ends.x[1]], y: this.#ends.y }))}
        ${this.#field(t('to'), brush?.x[1] ?? points.x[1], (value) => ({ x: [this.#ends.x[0], value], y: this.#ends.y }), t('Mean to'))}
        ${this.#field(t('Sd from'), brush?.y[0] ?? points.y[0], (value) => ({ x: this.#ends.x, y: [value, this.#ends.y[1]] }))}
        ${this.#field(t('to'), brush?.y[1] ?? points.y[1], (value) => ({ x: this.#ends.x, y: [this.#ends.y[0], value] }), t('Sd to'))}
        ${button(t('Filter'), () => this.#filter(), 'primary')}
        ${brush ? button(t('Clear'), () => this.#clear()) : ''}
        <output class="num">${brush ? t('{0} in the brush', records(this.#counted(brush))) : ''}</output>
      </div>
    </figure>`;
  }

  #field(label: string, value: number, set: (value: number) => Rectangle, spoken = label): TemplateResult {
    return html`<label>${label}<input type="number" step="any" aria-label=${spoken} .value=${String(Number(value.toFixed(4)))}
      @change=${({ target }: Event) => this.#set(set((target as HTMLInputElement).valueAsNumber))}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key !== 'Enter') return;
        (event.target as HTMLInputElement).dispatchEvent(new Event('change'));
        this.#filter();
      }}></label>`;
  }

  get #ends(): Rectangle {
    return this.brush ?? rounded(this.points, this.points);
  }

  #set(brush: Rectangle): void {
    if ([...brush.x, ...brush.y].some(Number.isNaN)) return this.requestUpdate();
    const order = ([a, b]: readonly [number, number]): readonly [number, number] => (a <= b ? [a, b] : [b, a]);
    this.brush = clipped({ x: order(brush.x), y: order(brush.y) }, this.points);
  }

  #filter(): void {
    const { x, y } = this.#ends;
    this.actions.filter(inRectangle(x, y));
  }

  #clear(): void {
    this.brush = null;
  }

  #key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter') this.#filter();
    else if (event.key === 'Escape' && this.brush) this.#clear();
    else if (!this.#brushing?.key(event.key, event.shiftKey)) return;
    event.preventDefault();
    event.stopPropagation();
    if (this.brush) this.actions.say(t('{0} in the brush', records(this.#counted(this.brush))));
  }

  #counted(brush: Rectangle): number {
    return (this.#index ??= new PointGrid(this.points)).count(brush);
  }

  /** Draws axes and points anew. */
  #draw(): void {
    this.#drop();
    if (this.asTable || !this.isConnected) return;
    this.#cancel = soon(() => {
      const box = this.#box.value;
      if (!box || box.clientWidth === 0) return;
      this.#axes = scatterAxes(this.points, box.clientWidth, inkOf(this), box, (plot) => this.#fill(plot));
    });
  }

  /** Points and brush, once the axes have left their room. */
  #fill(plot: uPlot): void {
    this.#layers = new Layers(plot.under);
    this.#brushing = new Brushing(plot.over, {
      bounds: this.points,
      brush: () => this.brush,
      brushed: (brush) => { this.brush = rounded(brush, this.points); },
      ended: () => this.#filter(),
      cleared: () => this.#clear(),
      over: (x, y, reach) => { this.under = (this.#index ??= new PointGrid(this.points)).nearest(x, y, reach); },
      left: () => { this.under = -1; },
      picked: () => { if (this.under >= 0) this.actions.reveal(this.points.index[this.under]!); },
    });
    soon(() => void (this.#index ??= new PointGrid(this.points)));
    this.#layers.paint(this.points, { plain: colour(this, '--ink-1'), flagged: colour(this, '--warn'), lit: colour(this, '--fg') }, () => performance.mark('tiebreak-scatter-drawn'));
    this.#show();
  }

  /** Shows where the brush is. */
  #show(): void {
    if (!this.#brushing || !this.#layers) return;
    this.#layers.light(this.#brushing.show(this.brush));
  }

  #resize(): void {
    const width = this.#box.value?.clientWidth ?? 0;
    if (width > 0 && (!this.#axes || Math.abs(this.#axes.width - width) >= 1)) this.#draw();
  }

  #drop(): void {
    this.#cancel?.();
    this.#brushing?.dispose();
    this.#layers?.remove();
    this.#axes?.destroy();
    this.#axes = this.#layers = this.#brushing = null;
  }
}
