/** A tokenising JSON reader that keeps every value's place in the text, so that an edit touches that value's characters only. */
import { t } from '@vscode/l10n';

/** A value and where it stands; `end` is exclusive. */
export interface JsonNode {
  readonly kind: 'object' | 'array' | 'string' | 'number' | 'literal';
  readonly start: number;
  readonly end: number;
  /** Members of an object in text order, duplicates included. */
  readonly members?: readonly { readonly key: string; readonly node: JsonNode }[];
  /** Items of an array. */
  readonly items?: readonly JsonNode[];
}

/** Deepest nesting that is read; deeper text is an error, never a stack overflow. */
export const MAX_DEPTH = 500;

/** Text that is not JSON (Python's NaN, Infinity and -Infinity are accepted as numbers); `at` is the place in it. */
export class JsonError extends Error {
  override readonly name = 'JsonError';
  constructor(
    readonly at: number,
    message: string,
  ) {
    super(message);
  }
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|NaN|-?Infinity/y;
const STRING = /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*"/y;
/** As much of a string as is whole, after its quote. */
const WHOLE = /[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*/y;
const LITERAL = /true|false|null/y;
const SPACE = /[ \t\r\n]*/y;

/** Reads one JSON value that fills the whole text. Throws `JsonError`. */
export function tokenize(text: string): JsonNode {
  const reader = new Reader(text);
  const node = reader.value(0);
  reader.space();
  if (reader.at < text.length) throw new JsonError(reader.at, t('text after the end of the value'));
  return node;
}

class Reader {
  at = 0;
  constructor(private readonly text: string) {}

  space(): void {
    SPACE.lastIndex = this.at;
    SPACE.test(this.text);
    this.at = SPACE.lastIndex;
  }

  value(depth: number): JsonNode {
    if (depth > MAX_DEPTH) throw new JsonError(this.at, t('nested deeper than {0} levels', MAX_DEPTH));
    this.space();
    switch (this.text[this.at]) {
      case '{':
        return this.object(depth);
      case '[':
        return this.array(depth);
      case '"':
        return this.token(STRING, 'string', (start) => this.brokenString(start));
      case 't':
      case 'f':
      case 'n':
        return this.token(LITERAL, 'literal', t('an unknown word'));
      case undefined:
        throw new JsonError(this.at, t('the text ends where a value should be'));
      default:
        return this.token(NUMBER, 'number', t('not a JSON value'));
    }
  }

  private token(pattern: RegExp, kind: 'string' | 'number' | 'literal', error: string | ((start: number) => string)): JsonNode {
    const start = this.at;
    pattern.lastIndex = start;
    if (!pattern.test(this.text)) throw new JsonError(start, typeof error === 'string' ? error : error(start));
    this.at = pattern.lastIndex;
    return { kind, start, end: this.at };
  }

  /** What is wrong with the string that begins here. */
  private brokenString(start: number): string {
    WHOLE.lastIndex = start + 1;
    WHOLE.test(this.text);
    const at = WHOLE.lastIndex;
    const char = this.text[at];
    // A line's own end is no part of its last string.
    if (char === undefined || (char === '\\' && at + 1 === this.text.length) || /^\r?\n?$/.test(this.text.slice(at))) return t('a string does not end');
    if (char === '\\') return t('an unknown escape in a string: {0}', this.text.slice(at, at + 2));
    return t('a control character in a string: {0}', `U+${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`);
  }

  private object(depth: number): JsonNode {
    const start = this.at++;
    const members: { key: string; node: JsonNode }[] = [];
    this.space();
    if (this.text[this.at] === '}') return { kind: 'object', start, end: ++this.at, members };
    for (;;) {
      this.space();
      const key = this.token(STRING, 'string', (start) => (this.text[start] === '"' ? this.brokenString(start) : t('a key must be a string')));
      this.space();
      if (this.text[this.at] !== ':') throw new JsonError(this.at, t('a colon is missing after a key'));
      this.at++;
      members.push({ key: JSON.parse(this.text.slice(key.start, key.end)) as string, node: this.value(depth + 1) });
      if (this.closes('}')) return { kind: 'object', start, end: this.at, members };
    }
  }

  private array(depth: number): JsonNode {
    const start = this.at++;
    const items: JsonNode[] = [];
    this.space();
    if (this.text[this.at] === ']') return { kind: 'array', start, end: ++this.at, items };
    for (;;) {
      items.push(this.value(depth + 1));
      if (this.closes(']')) return { kind: 'array', start, end: this.at, items };
    }
  }

  private closes(bracket: string): boolean {
    this.space();
    const c = this.text[this.at];
    if (c !== ',' && c !== bracket) throw new JsonError(this.at, t('a comma or {0} is missing', bracket));
    this.at++;
    return c === bracket;
  }
}
