/** Computes the report's parts one after the other, once every row has been read, and hears what changes meanwhile. */
import type { ReportEvents, ReportMethods, ReportPart } from '../../src/protocol/report.js';
import type { Wire } from '../wire.js';
import { pointsOf } from './scatter/points.js';
import { PARTS, type PartValues, type ReportStore } from './state.js';

/** The host as the report's page sees it. */
export type ReportHost = Wire<ReportMethods, ReportEvents>;

const QUICK: readonly ReportPart[] = ['report', 'scatter', 'audit'];

/** Keeps the parts of the store. */
export class Loading {
  /** Counts the times that all parts were asked for; answers to older questions are dropped. */
  #asked = 0;

  constructor(
    private readonly store: ReportStore,
    private readonly host: ReportHost,
    /** Keeps which document the report is of. */
    private readonly keep: (of: string) => void = () => undefined,
  ) {}

  /** Asks what is open, and computes it when it can be. */
  async open(): Promise<void> {
    const { host, store } = this;
    host.on('dataset', (view) => {
      const before = store.state.view;
      store.update({ view });
      if (readable(view) && !(before && readable(before))) void this.all();
    });
    host.on('scoring', (scoring) => {
      const before = store.state.scoring;
      store.update({ scoring });
      if (before && busy(before.state) && !busy(scoring.state)) void this.all();
    });
    host.on('changed', () => store.update({ stale: true }));
    try {
      const { view, scoring, of } = await host.request('ready', null);
      this.keep(of);
      store.update({ view, scoring });
      if (readable(view)) await this.all();
    } catch (error) {
      store.update({ openError: (error as Error).message });
    }
  }

  /** Computes every part anew. */
  async all(): Promise<void> {
    const mine = ++this.#asked;
    for (const part of PARTS) if (this.store.state.parts[part].state === 'computing') this.cancel(part);
    this.store.update({ stale: false });
    for (const part of PARTS) this.store.part(part, { state: 'waiting', error: null });
    // What is quick comes together; what reads the file once more, or draws samples, comes after it, one by one.
    await Promise.all(QUICK.map((part) => this.#compute(part, mine)));
    for (const part of PARTS) {
      if (mine !== this.#asked) return;
      if (!QUICK.includes(part)) await this.#compute(part, mine);
    }
  }

  /** Computes one part anew. */
  one(part: ReportPart): Promise<void> {
    return this.#compute(part, this.#asked);
  }

  /** Calls a part off. */
  cancel(part: ReportPart): void {
    this.store.part(part, { state: 'cancelled' });
    this.host.request('cancel', { part }).catch(() => undefined);
  }

  async #compute(part: ReportPart, mine: number): Promise<void> {
    const { store } = this;
    store.part(part, { state: 'computing', error: null });
    try {
      const value = await this.#ask(part);
      if (mine === this.#asked && store.state.parts[part].state === 'computing') store.part(part, { state: 'done', value: value as never });
    } catch (error) {
      if (mine === this.#asked && store.state.parts[part].state === 'computing') store.part(part, { state: 'failed', error: (error as Error).message });
    }
  }

  async #ask(part: ReportPart): Promise<PartValues[ReportPart]> {
    if (part !== 'scatter') return this.host.request(part, null);
    return pointsOf(await this.host.request('scatter', null));
  }
}

function readable({ complete, stopped }: { readonly complete: boolean; readonly stopped: boolean }): boolean {
  return complete || stopped;
}

function busy(state: string): boolean {
  return state === 'starting' || state === 'running';
}
