import { describe, expect, it } from 'vitest';
import { compare, side, type Piece } from '../../../webview/diff/compare.js';

const read = (pieces: readonly Piece[]): string => pieces.map(({ text }) => text).join('');
const marked = (pieces: readonly Piece[]): string => pieces.map(({ kind, text }) => (kind === 'same' ? text : kind === 'gone' ? `[-${text}-]` : `{+${text}+}`)).join('');

/** A seeded text of words out of a small vocabulary. */
function text(seed: number, count: number, line = 12): string {
  let state = seed;
  const next = (below: number): number => (state = (state * 48271) % 2147483647) % below;
  return Array.from({ length: count }, (_, i) => `w${next(200)}${i % line === line - 1 ? '\n' : ' '}`).join('');
}

describe('compare', () => {
  it('marks the words that differ', () => {
    expect(marked(compare('It is made from the chili pepper.', 'It is a chili pepper, a hot one.').pieces)).toBe('It is [-made from the-]{+a+} chili pepper{+, a hot one+}.');
  });

  it('takes changes that only a splinter parts for one', () => {
    expect(marked(compare('one two three four', 'one zwei drei four').pieces)).toBe('one [-two three-]{+zwei drei+} four');
    expect(marked(compare('We saw that it was blue.', 'We think it is rather green.').pieces)).toBe('We [-saw that it was blue-]{+think it is rather green+}.');
    expect(marked(compare('a recommendation b', 'x recommendation y').pieces)).toBe('[-a-]{+x+} recommendation [-b-]{+y+}');
  });

  it('says nothing of equal texts', () => {
    expect(compare('a b', 'a b')).toEqual({ pieces: [{ kind: 'same', text: 'a b' }], coarse: false, unrelated: false });
    expect(compare('', '')).toEqual({ pieces: [], coarse: false, unrelated: false });
    expect(marked(compare('', 'new').pieces)).toBe('{+new+}');
  });

  it.each([[1, 2, 40], [3, 4, 400], [5, 6, 4000], [7, 7, 4000]])('both texts can be read off the pieces (seeds %i and %i, %i words)', (a, b, count) => {
    const first = text(a, count);
    const second = a === b ? first.replace('w1 ', 'another ') : text(b, count, 9);
    const { pieces } = compare(first, second);
    expect(read(side(pieces, 'first'))).toBe(first);
    expect(read(side(pieces, 'second'))).toBe(second);
    expect(pieces.every((piece) => piece.text !== '')).toBe(true);
    expect(pieces.some((piece, i) => piece.kind === pieces[i - 1]?.kind)).toBe(false);
  });

  it('finds one changed word in a long text', () => {
    const first = text(11, 5000);
    const { pieces, coarse } = compare(first, first.replace(/w\d+ (?=w\d+ w\d+ w\d+\n)/, 'changed '));
    expect(coarse).toBe(false);
    expect(pieces.filter(({ kind }) => kind === 'new').map(({ text: word }) => word)).toEqual(['changed']);
  });

  it('gives up on words when its time is over, and still loses nothing', () => {
    let clock = 0;
    const first = text(21, 3000);
    const second = text(22, 3000);
    const { pieces, coarse } = compare(first, second, () => (clock += 1000));
    expect(coarse).toBe(true);
    expect(read(side(pieces, 'first'))).toBe(first);
    expect(read(side(pieces, 'second'))).toBe(second);
  });

  it('says of texts with little in common that they are unrelated', () => {
    expect(compare('The quick brown fox jumps over the lazy dog.', 'F-centers absorb light in ionic crystals.').unrelated).toBe(true);
    expect(compare('The quick brown fox jumps over the lazy dog.', 'A quick brown fox leaps over one lazy cat.').unrelated).toBe(false);
    expect(compare('Yes.', 'Yes. It does.').unrelated).toBe(false);
  });

  it('keeps surrogate halves and line ends as they are', () => {
    const { pieces } = compare('a \ud83d\r\nb', 'a \ud83d\ude00\r\nb');
    expect(read(side(pieces, 'first'))).toBe('a \ud83d\r\nb');
    expect(read(side(pieces, 'second'))).toBe('a \ud83d\ude00\r\nb');
  });
});
