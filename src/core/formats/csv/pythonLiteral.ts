/** Deeper nesting is no data that a row would hold. */
const MAX_DEPTH = 100;
const NUMBER = /[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?(?![\w.])/y;
const WORD = /(?:True|False|None|nan)(?!\w)/y;
const WORDS: ReadonlyMap<string, boolean | number | null> = new Map<string, boolean | number | null>([['True', true], ['False', false], ['None', null], ['nan', NaN]]);
/** How NumPy prints scalars and arrays inside lists. */
const WRAPPED = /(?:np\.(?:float|int|uint|str_)\d*|array)\(/y;
const DTYPE = /\s*,\s*dtype=[\w'<>]+/y;
const ESCAPES: ReadonlyMap<string, string> = new Map([['n', '\n'], ['t', '\t'], ['r', '\r'], ['\\', '\\'], ["'", "'"], ['"', '"'], ['a', '\u0007'], ['b', '\b'], ['f', '\f'], ['v', '\v']]);
const PLAIN = { "'": /[^'\\\n]*/y, '"': /[^"\\\n]*/y } as const;
const CODE = /x[0-9a-f]{2}|u[0-9a-f]{4}|U000[0-9a-f]{5}|U0010[0-9a-f]{4}/y;
const SPACE = /\s*/y;

/**
 * A list or dict as Python prints it, which is what pandas and datasets write into CSV cells; of NumPy arrays too, whose
 * items have no commas between them. null where it is neither.
 */
export function pythonLiteral(text: string): object | null {
  if (!/^[[{]/.test(text)) return null;
  const reader = new Reader(text);
  try {
    const value = reader.value(0);
    return reader.atEnd() ? (value as object) : null;
  } catch (error) {
    if (error instanceof NoLiteral) return null;
    throw error;
  }
}

class NoLiteral extends Error {}

class Reader {
  private at = 0;

  constructor(private readonly text: string) {}

  atEnd(): boolean {
    return this.at === this.text.length;
  }

  value(depth: number): unknown {
    const first = this.text[this.at];
    if (depth > MAX_DEPTH) throw new NoLiteral();
    if (first === '[') return this.list(depth);
    if (first === '{') return this.dict(depth);
    if (first === "'" || first === '"') return this.string(first);
    const word = this.match(WORD);
    if (word !== null) return WORDS.get(word);
    if (this.match(WRAPPED) !== null) {
      const value = this.value(depth + 1);
      this.match(DTYPE);
      if (!this.take(')')) throw new NoLiteral();
      return value;
    }
    const number = this.match(NUMBER);
    // An id that a double cannot hold must not become another.
    if (number === null || (/^[-+]?\d+$/.test(number) && !Number.isSafeInteger(Number(number)))) throw new NoLiteral();
    return Number(number);
  }

  private list(depth: number): unknown[] {
    const items: unknown[] = [];
    this.at++;
    for (let apart = true; ; ) {
      apart = this.match(SPACE) !== '' || apart;
      if (this.take(']')) return items;
      if (!apart) throw new NoLiteral();
      items.push(this.value(depth + 1));
      apart = this.match(SPACE) !== '';
      apart = this.take(',') || apart;
    }
  }

  private dict(depth: number): Record<string, unknown> {
    const members: [string, unknown][] = [];
    this.at++;
    for (let more = true; ; ) {
      this.match(SPACE);
      // fromEntries defines: a key `__proto__` stays one.
      if (this.take('}')) return Object.fromEntries(members);
      const quote = this.text[this.at];
      if (!more || (quote !== "'" && quote !== '"')) throw new NoLiteral();
      const key = this.string(quote);
      this.match(SPACE);
      if (!this.take(':')) throw new NoLiteral();
      this.match(SPACE);
      members.push([key, this.value(depth + 1)]);
      this.match(SPACE);
      more = this.take(',');
    }
  }

  private string(quote: "'" | '"'): string {
    const parts: string[] = [];
    this.at++;
    for (;;) {
      parts.push(this.match(PLAIN[quote]) ?? '');
      if (this.take(quote)) return parts.join('');
      if (!this.take('\\')) throw new NoLiteral();
      const code = this.match(CODE);
      const escaped = code === null ? ESCAPES.get(this.text[this.at++] ?? '') : String.fromCodePoint(parseInt(code.slice(1), 16));
      if (escaped === undefined) throw new NoLiteral();
      parts.push(escaped);
    }
  }

  private take(character: string): boolean {
    if (this.text[this.at] !== character) return false;
    this.at++;
    return true;
  }

  private match(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? null;
    this.at += found?.length ?? 0;
    return found;
  }
}
