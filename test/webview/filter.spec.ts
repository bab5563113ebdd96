import { describe, expect, it } from 'vitest';
import { completed, valueOffers, wordOffers, writtenAt } from '../../webview/filter/complete.js';
import { parseFilter, writtenFilter } from '../../webview/filter/parse.js';

describe('what is typed into the filter', () => {
  it.each(['p_wrong > 0.5', 'flags is not null', "prompt like '%x%'", "list_contains(flags, 'contested')", 'index between 3 and 9', "split in ('a')", 'true', 'not (mean < 0)'])('%s is a condition', (text) => {
    expect(parseFilter(` ${text} `)).toEqual({ where: text, text: '' });
    expect(writtenFilter(parseFilter(text))).toBe(text);
  });

  it.each(['refund', 'what does it mean', 'not helpful', "don't know", 'in the middle', 'like this', '"exact phrase"', '辣椒', 'between jobs', 'sd'])('%s is words', (text) => {
    expect(parseFilter(text)).toEqual({ where: null, text });
    expect(writtenFilter(parseFilter(text))).toBe(text);
  });

  it('takes text: for words, also after a condition', () => {
    expect(parseFilter('text: a < b')).toEqual({ where: null, text: 'a < b' });
    expect(writtenFilter({ where: null, text: 'a < b' })).toBe('text: a < b');
    expect(parseFilter('mean < 0 text:refund policy')).toEqual({ where: 'mean < 0', text: 'refund policy' });
    expect(writtenFilter({ where: 'mean < 0', text: 'refund' })).toBe('mean < 0 text: refund');
    expect(parseFilter("prompt = 'my text: x'")).toEqual({ where: "prompt = 'my text: x'", text: '' });
    expect(parseFilter('')).toEqual({ where: null, text: '' });
  });
});

const columns = [
  { name: 'mean', type: 'double', doc: 'Mean.', empty: true },
  { name: 'models', type: 'integer', doc: 'Models.', empty: false },
  { name: 'flags', type: 'texts', doc: 'Flags.', empty: false },
  { name: 'label_mean Δ_1', type: 'double', doc: 'Label.', empty: false },
] as const;

describe('completion', () => {
  it('finds the word at the caret, and nothing among words to look for', () => {
    expect(writtenAt('p_wrong > 0 and mo < 1', 18)).toEqual({ kind: 'word', from: 16, to: 18, prefix: 'mo' });
    expect(writtenAt('text: mo', 8)).toBeNull();
    expect(writtenAt('mean > ', 7)).toBeNull();
    expect(writtenAt('', 0, true)).toEqual({ kind: 'word', from: 0, to: 0, prefix: '' });
    expect(writtenAt('12', 2, true)).toBeNull();
  });

  it.each([
    ["split = '", 'split'],
    ["subset in ('a', 'b", 'subset'],
    ["list_contains(flags, 'con", 'flags'],
    ['"odd ""name""" <> \'', 'odd "name"'],
  ])('knows whose value is written in %s', (text, column) => {
    expect(writtenAt(text, text.length)).toMatchObject({ kind: 'value', column });
  });

  it('offers columns that begin so first, empty ones last, and quotes odd names', () => {
    expect(wordOffers('m', columns).map(({ label }) => label)).toEqual(['models', 'label_mean Δ_1', 'mean']);
    expect(wordOffers('label', columns)[0]?.insert).toBe('"label_mean Δ_1"');
    expect(wordOffers('an', columns).map(({ label }) => label)).toContain('and');
  });

  it('puts an offer in its place, closing what it opened', () => {
    const text = 'mea < 0';
    expect(completed(text, writtenAt(text, 3)!, { label: 'mean', insert: 'mean', detail: '' })).toEqual({ text: 'mean < 0', caret: 4 });
    const listed = "list_contains(flags, 'co";
    const [offer] = valueOffers('co', ["it's", 'contested'], '');
    expect(completed(listed, writtenAt(listed, listed.length)!, offer!)).toEqual({ text: "list_contains(flags, 'contested')", caret: 33 });
    expect(valueOffers('it', ["it's"], "'")).toEqual([{ label: "it's", insert: "it''s", detail: '' }]);
  });
});
