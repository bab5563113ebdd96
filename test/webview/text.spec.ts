import { describe, expect, it } from 'vitest';
import { parts } from '../../webview/text/fences.js';
import { chunks, fold, FOLD_ABOVE } from '../../webview/text/fold.js';
import { oneLine, pieces } from '../../webview/text/hostile.js';
import { fixed, meanSd, number } from '../../webview/text/numbers.js';

describe('hostile text', () => {
  it('names characters that are not seen or that turn text around', () => {
    expect(pieces('a\u202Eb\u0000\u200B')).toEqual([{ text: 'a' }, { hidden: 'U+202E' }, { text: 'b' }, { hidden: 'U+0000' }, { hidden: 'U+200B' }]);
    expect(pieces('\u{E0041}')).toEqual([{ hidden: 'U+E0041' }]);
  });

  it('leaves ordinary line ends, tabs, emoji and joined scripts alone', () => {
    expect(pieces('a\r\nb\tc')).toEqual([{ text: 'a\nb\tc' }]);
    expect(pieces('👨‍👩‍👧 می‌خواهم')).toEqual([{ text: '👨‍👩‍👧 می‌خواهم' }]);
  });

  it('puts titles on one line', () => {
    expect(oneLine('  a\n\n b\u202E ')).toBe('a b[U+202E]');
  });
});

describe('long texts', () => {
  const long = Array.from({ length: 9000 }, (_, line) => `line ${line}`).join('\n');

  it('folds the middle and keeps the end in reach', () => {
    const folded = fold(long);
    expect(folded).not.toBeNull();
    expect(folded?.tail.endsWith('line 8999')).toBe(true);
    expect((folded?.head.length ?? 0) + (folded?.left ?? 0) + (folded?.tail.length ?? 0)).toBe(long.length);
    expect(fold('x'.repeat(FOLD_ABOVE))).toBeNull();
  });

  it('cuts at line ends without losing a character', () => {
    const cut = chunks(long);
    expect(cut.join('')).toBe(long);
    expect(cut.length).toBeGreaterThan(5);
    expect(cut.slice(0, -1).every((chunk) => chunk.endsWith('\n'))).toBe(true);
  });

  it('cuts a line without end, but never within a character', () => {
    const emoji = '😀'.repeat(60_000);
    const cut = chunks(emoji);
    expect(cut.join('')).toBe(emoji);
    expect(cut.every((chunk) => chunk.length < 20_000 && chunk.length % 2 === 0)).toBe(true);
    const folded = fold(emoji);
    expect((folded?.head.length ?? 1) % 2).toBe(0);
  });
});

describe('code fences', () => {
  it('splits prose and code and keeps every line', () => {
    const text = 'before\n```js\nlet a;\n```\nafter';
    expect(parts(text)).toEqual([
      { kind: 'prose', text: 'before' }, { kind: 'code', text: '```js\nlet a;\n```' }, { kind: 'prose', text: 'after' },
    ]);
    expect(parts(text).map((part) => part.text).join('\n')).toBe(text);
  });

  it('runs an open fence to the end, and takes inline ticks for prose', () => {
    expect(parts('```\nopen')).toEqual([{ kind: 'code', text: '```\nopen' }]);
    expect(parts('```inline``` is prose')).toEqual([{ kind: 'prose', text: '```inline``` is prose' }]);
    expect(parts('````\n```\n````')).toEqual([{ kind: 'code', text: '````\n```\n````' }]);
  });
});

describe('numbers', () => {
  it('writes a real minus and no negative zero', () => {
    expect(fixed(-1.844)).toBe('−1.84');
    expect(fixed(-0.001)).toBe('0.00');
    expect(meanSd(1.8, 0.62, 1)).toBe('1.8 ± 0.6');
    expect(number(-2.5)).toBe('−2.5');
  });
});
