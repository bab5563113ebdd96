/** The one way from HTML to the page: what is not named here does not pass, whoever wrote it. */
import DOMPurify from 'dompurify';

const COMMON = { ALLOW_DATA_ATTR: false, ALLOW_ARIA_ATTR: false, ALLOW_UNKNOWN_PROTOCOLS: false, RETURN_DOM_FRAGMENT: true } as const;

const PROSE = {
  ...COMMON,
  ALLOWED_TAGS: ['p', 'br', 'hr', 'div', 'span', 'strong', 'em', 's', 'blockquote', 'ul', 'ol', 'li', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'code', 'pre'],
  ALLOWED_ATTR: ['class', 'start', 'data-to', 'data-tex', 'data-language'],
};

const CODE = { ...COMMON, ALLOWED_TAGS: ['span'], ALLOWED_ATTR: ['class'] };

// No colours: the theme's are the page's only ones, and text that hides itself would be no text.
const MATHS = {
  ...COMMON,
  ALLOWED_TAGS: [
    'math', 'mrow', 'mi', 'mn', 'mo', 'ms', 'mtext', 'mspace', 'msup', 'msub', 'msubsup', 'mfrac', 'msqrt', 'mroot', 'mover', 'munder', 'munderover', 'mmultiscripts', 'mprescripts',
    'mtable', 'mtr', 'mtd', 'mstyle', 'mpadded', 'mphantom', 'menclose',
  ],
  ALLOWED_ATTR: [
    'display', 'mathvariant', 'stretchy', 'fence', 'separator', 'accent', 'accentunder', 'linethickness', 'columnalign', 'rowspacing', 'columnspacing', 'columnlines', 'rowlines',
    'scriptlevel', 'displaystyle', 'width', 'height', 'depth', 'lspace', 'rspace', 'voffset', 'minsize', 'maxsize', 'symmetric', 'movablelimits', 'form', 'notation',
  ],
  // The source beside a formula would be read out with it.
  FORBID_CONTENTS: ['annotation', 'annotation-xml', 'script', 'style', 'template', 'noscript', 'iframe', 'svg', 'title', 'xmp'],
};

/** Rendered Markdown. */
export function prose(html: string): DocumentFragment {
  return DOMPurify.sanitize(html, PROSE);
}

/** Highlighted code: spans with classes. */
export function code(html: string): DocumentFragment {
  return DOMPurify.sanitize(html, CODE);
}

/** A formula as MathML. */
export function mathML(html: string): DocumentFragment {
  return DOMPurify.sanitize(html, MATHS);
}
