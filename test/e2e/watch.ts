import type { FrameLocator, Page, Request } from '@playwright/test';

/** What hostile text has achieved: each entry says what ran, was asked for, or was stopped by the page's policy alone. */
export interface Watch {
  readonly ran: readonly string[];
  readonly asked: readonly string[];
  readonly blocked: readonly string[];
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
  const found = { ran: [] as string[], asked: [] as string[], blocked: [] as string[] };
  await page.addInitScript((mark) => {
    for (const name of ['alert', 'confirm', 'prompt', 'print', 'open'] as const) {
      const original = window[name] as (...args: unknown[]) => unknown;
      Object.defineProperty(window, name, { value: (...args: unknown[]) => (name === 'open' ? original.apply(window, args) : console.info(`${mark}ran ${name} ${String(args[0])}`)) });
    }
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => console.info(`${mark}blocked ${violatedDirective} ${blockedURI}`));
  }, MARK);
  page.on('console', (message) => {
    const text = message.text();
    if (text.startsWith(`${MARK}ran `)) found.ran.push(text.slice(MARK.length));
    if (text.startsWith(`${MARK}blocked `)) found.blocked.push(text.slice(MARK.length));
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

/** Elements and attributes in the page, shadow roots too, that no text may bring: none where all is well. */
export function strangers(editor: FrameLocator): Promise<string[]> {
  return editor.locator('body').evaluate(() => {
    const names = new Set(['iframe', 'frame', 'frameset', 'object', 'embed', 'base', 'link', 'meta', 'form', 'img', 'image', 'video', 'audio', 'source', 'track', 'picture', 'portal', 'fencedframe',
      'applet', 'marquee', 'foreignobject', 'animate', 'set', 'use', 'discard', 'handler', 'feimage', 'maction', 'annotation-xml', 'mglyph', 'xmp', 'plaintext', 'listing', 'bgsound', 'isindex', 'title', 'noscript', 'area', 'map', 'style', 'script']);
    const addresses = new Set(['href', 'xlink:href', 'src', 'srcset', 'action', 'formaction', 'data', 'poster', 'background', 'ping', 'srcdoc', 'cite', 'longdesc', 'manifest', 'codebase']);
    const found = new Set<string>();
    const look = (element: Element): void => {
      const name = element.localName.toLowerCase();
      // Charts of ours say by a title what a mark means.
      const own = (name === 'title' && element.closest('svg[class]') !== null) || name === 'script' && element.parentElement === document.body && (element.hasAttribute('nonce') || element.getAttribute('type') === 'application/json');
      if (names.has(name) && !own) found.add(`<${name}>`);
      for (const { name: attribute, value } of element.attributes) {
        if (/^on/i.test(attribute)) found.add(`${name}[${attribute}]`);
        if (addresses.has(attribute.toLowerCase()) && !own && !/^(https?:|mailto:|#)/i.test(value.trim())) found.add(`${name}[${attribute}=${value.slice(0, 40)}]`);
        if (attribute === 'style' && /url\(|expression|binding|position:\s*fixed/i.test(value)) found.add(`${name}[style=${value.slice(0, 60)}]`);
      }
    };
    const visit = (root: Element | ShadowRoot): void => {
      for (const element of root.querySelectorAll('*')) {
        look(element);
        if (element.shadowRoot) visit(element.shadowRoot);
      }
    };
    visit(document.body);
    return [...found];
  });
}
