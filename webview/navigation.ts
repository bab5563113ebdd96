/** Moves between records: shows one, knows its neighbours before they are asked for. */
import { t } from '@vscode/l10n';
import type { Again } from './again.js';
import type { Host } from './host.js';
import { firstFocus } from './laidOpen.js';
import { RecordCache, type Shown } from './records.js';
import { loadedPlace, shownItem, type Store } from './state.js';
import { badRowSpoken, recordSpoken } from './text/spoken.js';

/** Ends the name of a step to a flagged record. */
const FLAGGED = ' flagged';

/** Shows records and steps through the worklist. */
export class Navigation {
  readonly #records: RecordCache;
  #steps = new Map<string, Promise<number | null>>();
  /** What was asked for and is not done; keys that come faster than answers queue here, in order. */
  #walk: Promise<void> = Promise.resolve();
  #walking = 0;
  #showing: Promise<void> = Promise.resolve();
  /** Counts what was asked for, be it another record or the same one. */
  asked = 0;

  constructor(
    private readonly store: Store,
    private readonly host: Host,
    /** Brings decided records back. */
    private readonly again: Again | null = null,
  ) {
    this.#records = new RecordCache((item) => (item < 0 ? host.request('badRow', { row: -item }) : host.request('record', { index: item })));
  }

  /** Shows a record; an answer that comes after the user has moved on is kept for later, not shown. */
  show(index: number): Promise<void> {
    this.asked++;
    return this.#showing = this.#show(index);
  }

  async #show(index: number): Promise<void> {
    this.store.update({ target: index, recordError: null, notice: null, pending: null, listShown: false });
    void this.host.request('showing', { index }).catch(() => undefined);
    void this.locate();
    const cached = this.#records.peek(index);
    if (cached) this.#place(cached);
    await this.#load(index);
  }

  /** Moves by one, or to the next flagged record. Presses that come faster than answers are walked one by one. */
  step(by: 1 | -1, flagged: boolean): Promise<void> {
    return this.#queue(async () => {
      const from = this.store.state.target;
      if (from === null) return;
      const to = this.#between(from, by, flagged) ?? await this.#neighbour(this.#origin(from), by, flagged);
      if (to !== null) void this.show(to);
      else this.#atEnd(by, flagged);
    });
  }

  /** Runs an action at once where the record asked for is shown; else when it has come, and before later steps leave it. */
  arrived(action: () => void): void {
    const { target, recordError } = this.store.state;
    if (this.#walking === 0 && (target === null || shownItem(this.store.state) === target || recordError !== null)) return action();
    void this.#queue(async () => {
      await this.#showing;
      action();
    });
  }

  /** Runs what may show another record, after everything asked for before; later keys act on what it shows. */
  after(work: () => Promise<unknown>): Promise<void> {
    return this.#queue(async () => {
      await this.#showing;
      await work().catch(() => undefined);
      await this.#showing;
    });
  }

  /** Reads the shown record again where it is one of these (null = any). */
  async changed(indices: readonly number[] | null): Promise<void> {
    this.#records.invalidate(indices);
    // Who is flagged may have changed; who stands beside whom does only with the list.
    for (const key of this.#steps.keys()) if (indices === null || key.endsWith(FLAGGED)) this.#steps.delete(key);
    const { target } = this.store.state;
    if (target !== null && (indices === null || indices.includes(target))) await this.#load(target);
  }

  /** Forgets everything: the records are others. */
  forget(): void {
    this.#records.invalidate(null);
    this.#steps.clear();
    this.store.update({ target: null, record: null, badRow: null, recordError: null, place: null, pending: null, notice: null });
  }

  /** Forgets who is whose neighbour: the list is another one. */
  relisted(): void {
    this.#steps.clear();
    void this.locate();
    this.#prefetch();
  }

  /** Finds the shown record's place in the list. */
  async locate(): Promise<void> {
    const { target, items, list } = this.store.state;
    if (target === null || list === null) return;
    // One that came back leaves the list where it was: its row would say what it is.
    const row = this.again?.standsAt(target) ?? target;
    const loaded = loadedPlace(items, row);
    if (loaded !== null) {
      this.store.update({ place: loaded });
      return;
    }
    const place = await this.host.request('place', { index: row }).catch(() => null);
    const now = this.store.state;
    if (now.target === target && now.list === list) this.store.update({ place });
  }

  /** A decided record that comes before the next one; it is read anew, for it is blind now. */
  #between(from: number, by: 1 | -1, flagged: boolean): number | null {
    const back = by === 1 && !flagged ? (this.again?.between(from) ?? null) : null;
    if (back !== null) this.#records.invalidate([back]);
    return back;
  }

  /** Where a step begins; a record that came back is blind no longer once it is left. */
  #origin(from: number): number {
    const origin = this.again?.origin(from) ?? from;
    if (origin !== from) this.#records.invalidate([from]);
    return origin;
  }

  #queue(work: () => Promise<void>): Promise<void> {
    this.#walking++;
    return this.#walk = this.#walk.then(work).finally(() => { this.#walking--; });
  }

  async #load(index: number): Promise<void> {
    try {
      const record = await this.#records.get(index);
      if (this.store.state.target === index) this.#place(record);
    } catch (error) {
      if (this.store.state.target === index) this.store.update({ recordError: (error as Error).message });
    }
  }

  #place(shown: Shown): void {
    const { record: before, badRow, focused } = this.store.state;
    if (shown === (badRow ?? before)) return;
    if (!('responses' in shown)) {
      this.store.update({ badRow: shown, recordError: null, announcement: badRowSpoken(shown) });
      return this.#prefetch();
    }
    const record = shown;
    const moved = badRow !== null || before?.index !== record.index;
    this.store.update({
      record,
      badRow: null,
      recordError: null,
      focused: moved ? firstFocus(record) : Math.min(focused, record.responses.length),
      ...(moved ? { announcement: recordSpoken(record) } : {}),
    });
    this.#prefetch();
  }

  #prefetch(): void {
    const { target } = this.store.state;
    if (target === null) return;
    for (const flagged of [false, true]) {
      for (const by of [1, -1] as const) {
        void this.#expect(target, target, by, flagged).then((next) => {
          // Two keys in quick succession: the second finds its record as well.
          if (by === 1 && !flagged && next !== null) void this.#expect(next, target, by, flagged);
        });
      }
    }
  }

  /** Reads the neighbour of a record ahead, while the user is at `target`: a held key would otherwise ask for everything it passes. */
  async #expect(from: number, target: number, by: 1 | -1, flagged: boolean): Promise<number | null> {
    const index = await this.#neighbour(from, by, flagged);
    if (this.store.state.target !== target) return null;
    if (index !== null) this.#records.get(index).catch(() => undefined);
    return index;
  }

  #neighbour(index: number, by: 1 | -1, flagged: boolean): Promise<number | null> {
    const key = `${index} ${by}${flagged ? FLAGGED : ''}`;
    const known = this.#steps.get(key);
    if (known) return known;
    const asked = this.host.request('step', { index, by, flagged }).catch(() => {
      this.#steps.delete(key);
      return null;
    });
    if (this.#steps.size > 500) this.#steps.clear();
    this.#steps.set(key, asked);
    return asked;
  }

  #atEnd(by: 1 | -1, flagged: boolean): void {
    const later = flagged ? t('No later flagged record in the list.') : t('No later record in the list.');
    const earlier = flagged ? t('No earlier flagged record in the list.') : t('No earlier record in the list.');
    const text = by > 0 ? later : earlier;
    this.store.update({ notice: { kind: 'info', text }, announcement: text });
  }
}
