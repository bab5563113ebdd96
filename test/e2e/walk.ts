import { expect, type FrameLocator } from '@playwright/test';

/** What was seen of one record, or of one row that cannot be read. */
export interface Seen {
  readonly name: string;
  /** All of its text, shadow roots included. */
  readonly text: string;
  readonly strange: readonly string[];
}

/**
 * Walks by key through every record of the list, and looks at the whole page at each, once nothing in it changes any more. In the
 * page itself: asked from outside, every step would wait for several answers. The page must be watched (`watch`).
 */
export async function walk(editor: FrameLocator, count: number): Promise<readonly Seen[]> {
  await expect(editor.getByRole('article')).toBeVisible();
  const seen = await editor.locator('body').evaluate(walkHere, count);
  expect(seen.flatMap(({ name, strange }) => strange.map((each) => `${name}: ${each}`))).toEqual([]);
  expect(new Set(seen.map(({ name }) => name)).size).toBe(count);
  return seen;
}

async function walkHere(_: unknown, count: number): Promise<Seen[]> {
  const eye = globalThis.hostileEye;
  const app = document.querySelector('tiebreak-app')?.shadowRoot;
  if (!eye || !app) throw new Error('nobody watches this page');
  const article = (): Element | null => app.querySelector('tb-record')?.shadowRoot?.querySelector('article') ?? app.querySelector('article');
  const name = (): string => article()?.getAttribute('aria-label') ?? '';
  const text = (node: Node): string => {
    if (node.nodeType === Node.TEXT_NODE) return node.nodeValue ?? '';
    if (node instanceof Element && /^(style|title)$/.test(node.localName)) return '';
    const shadow = node instanceof Element ? node.shadowRoot : null;
    return [...(shadow?.childNodes ?? []), ...node.childNodes].map(text).join('');
  };
  const press = (key: string): boolean => document.body.dispatchEvent(new KeyboardEvent('keydown', { key, code: `Key${key.toUpperCase()}`, bubbles: true, composed: true, cancelable: true }));
  const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
  const until = async (what: string, done: () => boolean, every: number): Promise<void> => {
    for (const end = performance.now() + 30_000; !done(); await pause(every)) if (performance.now() > end) throw new Error(`after ${what}: ${name()} still`);
  };
  const settled = async (what: string): Promise<void> => {
    let before = -1;
    await until(what, () => before === (before = eye.changes), 8);
  };

  // From the list's own beginning, wherever that stands in the file.
  await until('going to the beginning', () => {
    press('p');
    return app.querySelector('.notice')?.textContent.includes('No earlier record in the list.') === true;
  }, 100);
  await settled('the beginning');
  const seen: Seen[] = [];
  const look = (): void => void seen.push({ name: name(), text: text(article()!), strange: eye.all() });
  look();
  while (seen.length < count) {
    const before = name();
    press('n');
    await until(before, () => name() !== '' && name() !== before, 4);
    await settled(before);
    look();
  }
  // What is fetched when it is first needed, as maths and highlighting are, may come after the walk.
  await pause(500);
  look();
  return [...seen.slice(0, -2), { ...seen.at(-1)!, strange: [...seen.at(-2)!.strange, ...seen.at(-1)!.strange] }];
}
