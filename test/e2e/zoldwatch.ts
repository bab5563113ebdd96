import { expect, type FrameLocator, type Page, type Request } from '@playwright/test';
import { openEye } from './eye.js';

/** What hostile text has achieved: each entry says what ran, was asked for, was stopped by the page's policy alone, or stood in the page for however short a time. */
export interface Watch {
  readonly ran: readonly string[];
  readonly asked: readonly string[];
  readonly blocked: readonly string[];
  readonly strange: readonly string[];
}

const MARK = '[tiebreak-hostile] ';
/** Where VS Code itself gets the page and its script from: this server, and the names under which it serves webviews. */
const OURS = /^(https?:\/\/(localhost|127\.0\.0\.1)(:\d+)?\/|https:\/\/[\w+.-]*\.vscode-cdn\.net\/|data:|blob:)/;

/** Where the hostile texts point. */
const OUTSIDE = /\btiebreak\.invalid\b/;

function isWindows(request: Request, page: Page): boolean {
  try {
    return request.frame() === page.mainFrame();
  } catch {
    // A worker's, or of a frame that is gone.
    return false;
  }
}

/** Watches every frame of a page that is not loaded yet. */
export async function watch(page: Page): Promise<Watch> {
  const found = { ran: [] as string[], asked: [] as string[], blocked: [] as string[], strange: [] as string[] };
  await page.addInitScript((mark) => {
    for (const name of ['alert', 'confirm', 'prompt', 'print', 'open'] as const) {
      const original = window[name] as (...args: unknown[]) => unknown;
      Object.defineProperty(window, name, { value: (...args: unknown[]) => (name === 'open' ? original.apply(window, args) : console.info(`${mark}ran ${name} ${String(args[0])}`)) });
    }
  }, MARK);
  await page.addInitScript(openEye, MARK);
  page.on('console', (message) => {
    const [, kind, what] = /^(ran|blocked|strange) ([^]*)/.exec(message.text().startsWith(MARK) ? message.text().slice(MARK.length) : '') ?? [];
    if (kind) found[kind as 'ran' | 'blocked' | 'strange'].push(what ?? '');
  });
  page.on('dialog', (dialog) => {
    // VS Code asks before it leaves unsaved work; a dataset's text asks nothing.
    if (dialog.type() !== 'beforeunload') found.ran.push(`${dialog.type()} ${dialog.message()}`);
    void dialog.dismiss().catch(() => undefined);
  });
  page.on('request', (request) => {
    // The window asks for what it wants, extensions' recommendations among it; the page must ask nobody.
    if (OUTSIDE.test(request.url()) || (!OURS.test(request.url()) && !isWindows(request, page))) found.asked.push(request.url());
  });
  page.on('popup', (popup) => found.ran.push(`popup ${popup.url()}`));
  return found;
}

/** Fails where hostile text has achieved anything. */
export function expectNothing({ ran, asked, blocked, strange }: Watch): void {
  expect(ran).toEqual([]);
  expect(asked).toEqual([]);
  // A policy that had to stop something says that markup got into the page.
  expect(blocked).toEqual([]);
  expect(strange).toEqual([]);
}

/** Elements and attributes in a watched page, shadow roots too, that no text may bring: none where all is well. */
export function strangers(within: Pick<FrameLocator, 'locator'>): Promise<string[]> {
  return within.locator('body').evaluate(() => {
    if (!globalThis.hostileEye) throw new Error('nobody watches this page');
    return globalThis.hostileEye.all();
  });
}
