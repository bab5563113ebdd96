/** Looks for what no text of a dataset may bring into a page: in the page itself, at every change of it, from before its first script. */

/** What the page's own code may be asked. */
interface Eye {
  /** Elements and attributes that are in the page now, shadow roots too. */
  all(): string[];
  /** Counts what has changed in the page. */
  readonly changes: number;
}

declare global {
  var hostileEye: Eye | undefined;
}

/** Runs in every frame before its own scripts: what is found as it comes is told to the console, after `mark`. Pages of VS Code itself are not looked at. */
export function openEye(mark: string): void {
  const names = new Set(['iframe', 'frame', 'frameset', 'object', 'embed', 'base', 'link', 'meta', 'form', 'img', 'image', 'video', 'audio', 'source', 'track', 'picture', 'portal', 'fencedframe',
    'applet', 'marquee', 'foreignobject', 'animate', 'set', 'use', 'discard', 'handler', 'feimage', 'maction', 'annotation-xml', 'mglyph', 'xmp', 'plaintext', 'listing', 'bgsound', 'isindex', 'title', 'noscript', 'area', 'map', 'style', 'script']);
  const addresses = new Set(['href', 'xlink:href', 'src', 'srcset', 'action', 'formaction', 'data', 'poster', 'background', 'ping', 'srcdoc', 'cite', 'longdesc', 'manifest', 'codebase']);

  const strange = (element: Element): string[] => {
    const name = element.localName.toLowerCase();
    // Charts of ours say by a title what a mark means.
    const own = (name === 'title' && element.closest('svg[class]') !== null) || name === 'script' && element.parentElement === document.body && (element.hasAttribute('nonce') || element.getAttribute('type') === 'application/json');
    const found = names.has(name) && !own ? [`<${name}>`] : [];
    for (const { name: attribute, value } of element.attributes) {
      if (/^on/i.test(attribute)) found.push(`${name}[${attribute}]`);
      if (addresses.has(attribute.toLowerCase()) && !own && !/^(https?:|mailto:|#)/i.test(value.trim())) found.push(`${name}[${attribute}=${value.slice(0, 40)}]`);
      if (attribute === 'style' && /url\(|expression|binding|position:\s*fixed/i.test(value)) found.push(`${name}[style=${value.slice(0, 60)}]`);
    }
    return found;
  };
  const within = (root: ParentNode): string[] => [...root.querySelectorAll('*')].flatMap((element) => [...strange(element), ...(element.shadowRoot ? within(element.shadowRoot) : [])]);

  let changes = 0;
  /** True in the pages of the extension, and in those that it exports. */
  const ours = (): boolean => document.querySelector('tiebreak-app, tiebreak-report, meta[name=generator][content=Tiebreak]') !== null;
  const blocked = ({ violatedDirective, blockedURI }: SecurityPolicyViolationEvent): void => console.info(`${mark}blocked ${violatedDirective} ${blockedURI}`);
  const changed = (mutations: readonly MutationRecord[]): void => {
    changes++;
    // VS Code writes a page into a frame that is there, which takes every listener away.
    document.addEventListener('securitypolicyviolation', blocked);
    if (!ours()) return;
    const found = new Set<string>();
    const look = (element: Element): void => {
      if (element === document.documentElement || element.closest('head')) return;
      for (const each of strange(element)) found.add(each);
    };
    for (const { type, target, addedNodes } of mutations) {
      // What stood in the head for a moment: controls try out there what the browser can do.
      if (target instanceof Element && target.closest('head')) continue;
      if (type === 'attributes') look(target as Element);
      for (const node of addedNodes) {
        if (!(node instanceof Element)) continue;
        look(node);
        for (const each of node.querySelectorAll('*')) look(each);
      }
    }
    for (const each of found) console.info(`${mark}strange ${each}`);
  };
  document.addEventListener('securitypolicyviolation', blocked);
  Object.assign(globalThis, { hostileEye: { all: () => [...new Set(within(document.body))], get changes() { return changes; } } });
  if (window === window.top && location.protocol.startsWith('http') && location.port !== '') return;

  const observer = new MutationObserver(changed);
  const all = { childList: true, subtree: true, attributes: true };
  observer.observe(document, all);
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (this: Element, init: ShadowRootInit) {
    const root = attach.call(this, init);
    observer.observe(root, all);
    return root;
  };
}
