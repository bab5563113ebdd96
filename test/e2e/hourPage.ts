/** Runs in the editor's page: how long each key press takes until another record is painted, and waiting for that without polling from outside. */
import type { FrameLocator } from '@playwright/test';

/** A key that showed another record. */
export interface Move {
  readonly key: string;
  readonly from: number;
  readonly to: number;
  /** From the key event's own timestamp to the second frame after its texts are in the document, in ms. */
  readonly ms: number;
}

interface Clock {
  readonly moves: Move[];
  /** The record that is shown, its text in the document. */
  shown(): number | null;
}

declare global {
  var hourClock: Clock | undefined;
}

/** Starts the clock in a page that has none. */
export function startClock(editor: FrameLocator): Promise<void> {
  return editor.locator('body').evaluate(() => {
    if (globalThis.hourClock) return;
    const moves: { key: string; from: number; to: number; ms: number }[] = [];
    const record = (): ShadowRoot | null | undefined => document.querySelector('tiebreak-app')?.shadowRoot?.querySelector('tb-record')?.shadowRoot;
    const label = (): number | null => {
      const text = record()?.querySelector('article')?.getAttribute('aria-label');
      return text ? Number(/\d+/.exec(text)?.[0]) : null;
    };
    const body = (): { wanted: string; drawn: string } => {
      const response = record()?.querySelector('tb-response') as (HTMLElement & { response?: { text: string } }) | null | undefined;
      const drawn = response?.shadowRoot?.querySelector('tb-text')?.shadowRoot?.textContent ?? '';
      return { wanted: response?.response?.text ?? '', drawn };
    };
    let waiting: { key: string; at: number; from: number | null; before: { wanted: string; drawn: string } } | null = null;
    let painted = label();
    const look = (): void => {
      if (!waiting) return;
      const { key, at, from, before } = waiting;
      const to = label();
      const now = body();
      const drawn = now.wanted === before.wanted ? now.drawn !== '' : now.drawn !== '' && now.drawn !== before.drawn;
      if (performance.now() - at > 10_000) return void (waiting = null);
      if (to === null || to === from || !drawn) return void requestAnimationFrame(look);
      const mine = waiting;
      requestAnimationFrame(() => {
        painted = to;
        // Another key has been pressed since: it is that one's turn.
        if (waiting !== mine) return look();
        waiting = null;
        if (from !== null) moves.push({ key, from, to, ms: performance.now() - at });
      });
    };
    window.addEventListener('keydown', (event) => {
      if (/^(Control|Shift|Alt|Meta)$/.test(event.key)) return;
      const idle = waiting === null;
      waiting = { key: event.key, at: event.timeStamp, from: label(), before: body() };
      if (idle) requestAnimationFrame(look);
    }, true);
    globalThis.hourClock = { moves, shown: () => (waiting ? painted : label()) };
  });
}

/** Waits in the page until a record other than this one is drawn, and tells which; `from` null waits for any. */
export function movedFrom(editor: FrameLocator, from: number | null): Promise<number> {
  return editor.locator('body').evaluate((_, before) => new Promise<number>((resolve, reject) => {
    const began = performance.now();
    const look = (): void => {
      const now = globalThis.hourClock?.shown() ?? null;
      if (now !== null && now !== before) return resolve(now);
      if (performance.now() - began > 20_000) return reject(new Error(`record ${before} is still shown`));
      requestAnimationFrame(look);
    };
    look();
  }), from);
}

/** What the clock measured. */
export function moves(editor: FrameLocator): Promise<readonly Move[]> {
  return editor.locator('body').evaluate(() => globalThis.hourClock?.moves ?? []);
}
