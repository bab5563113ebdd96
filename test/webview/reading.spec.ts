import { describe, expect, it, vi } from 'vitest';
import { blinded } from '../../webview/blinded.js';
import { Draft, slid } from '../../webview/draft.js';
import { histogram, firstSorting, ranked, type Sorting } from '../../webview/ranking.js';
import { keptReading, READING } from '../../webview/reading.js';
import { read } from '../../webview/readingActions.js';
import { scrollAlong } from '../../webview/scrollTogether.js';
import { initial, Store } from '../../webview/state.js';
import { places } from '../../webview/text/search.js';
import { attributeView, recordView } from './views.js';

describe('how texts are read', () => {
  it('comes back as it was kept, and starts anew from what does not fit', () => {
    const kept = { markdown: false, diff: 'inline', together: true } as const;
    expect(keptReading(JSON.parse(JSON.stringify(kept)))).toEqual(kept);
    expect(keptReading({ markdown: 'no', diff: 'x', together: 1 })).toEqual(READING);
    expect(keptReading(null)).toEqual(READING);
  });

  it('is toggled by keys: differences come back in the layout they were last seen in', () => {
    const store = new Store({ ...initial(), record: recordView(3) });
    read(store, 'diffLayout');
    expect(store.state.reading.diff).toBe('beside');
    read(store, 'diffLayout');
    read(store, 'diff');
    expect(store.state.reading.diff).toBe('off');
    read(store, 'diff');
    expect(store.state.reading.diff).toBe('inline');
    read(store, 'markdown');
    expect(store.state.reading.markdown).toBe(false);
    read(store, 'fold');
    expect(store.state.unfolded).toBe(3);
    read(store, 'fold');
    expect(store.state.unfolded).toBeNull();
  });

  it('compares nothing where there is one response', () => {
    const record = recordView(0);
    const store = new Store({ ...initial(), record: { ...record, responses: record.responses.slice(0, 1) } });
    read(store, 'diff');
    expect(store.state.reading.diff).toBe('off');
    expect(store.state.notice?.text).toBe('There is one response: nothing to compare.');
  });
});

describe('a value that arrows move', () => {
  it('goes by whole steps, stays on its scale, and comes in from the end it points away from', () => {
    expect(['ArrowRight', 'ArrowLeft', 'Home', 'End', 'PageUp'].map((key) => slid(key, 2, 0, 4))).toEqual([3, 1, 0, 4, 3]);
    expect([slid('ArrowRight', 4, 0, 4), slid('ArrowLeft', -3, -3, 3), slid('ArrowRight', null, 1, 5), slid('ArrowLeft', null, 1, 5)]).toEqual([4, -3, 1, 5]);
    expect([slid('ArrowRight', 2.4, 0, 4), slid('ArrowLeft', 2.4, 0, 4)]).toEqual([3, 2]);
    expect(slid('ArrowRight', 0, 0, 1.5)).toBeCloseTo(0.075, 12);
    expect([slid('x', 2, 0, 4), slid('Enter', 2, 0, 4)]).toEqual([null, null]);
  });

  it('is set once, when the keys rest', () => {
    vi.useFakeTimers();
    try {
      const set: number[] = [];
      const draft = new Draft(() => undefined);
      for (const value of [3, 2, 1]) draft.move('a', value, (to) => set.push(to));
      expect(draft.value('a')).toBe(1);
      expect(draft.value('b')).toBeNull();
      vi.advanceTimersByTime(10_000);
      expect(set).toEqual([1]);
      draft.move('a', 4, (to) => set.push(to));
      expect(draft.drop()).toBe(true);
      vi.advanceTimersByTime(10_000);
      draft.settle();
      expect(set).toEqual([1]);
      draft.move('a', 2, (to) => set.push(to));
      draft.move('b', 0, (to) => set.push(10 + to));
      draft.settle();
      expect(set).toEqual([1, 2, 10]);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('a long list', () => {
  const responses = [[0.5, 'b', 10], [null, 'a', 30], [2, null, 20], [-1, 'a', 20]].map(([reward, model, words], i) => ({
    ...recordView(0).responses[0]!, number: i + 1, text: `text ${i + 1}`, model: model as string | null, words: words as number, reward: reward === null ? null : { mean: reward as number, sd: 0 }, attributes: [],
  }));
  const order = (sorting: Sorting, words = '') => ranked(responses, sorting, words).map(({ number }) => number);

  it('is ranked by reward where there are rewards', () => {
    expect(firstSorting(responses)).toEqual({ by: 'reward', down: true });
    expect(firstSorting(responses.slice(1, 2))).toEqual({ by: 'number', down: false });
    expect(order({ by: 'reward', down: true })).toEqual([3, 1, 4, 2]);
    expect(order({ by: 'reward', down: false })).toEqual([4, 1, 3, 2]);
  });

  it('sorts by any column; ties keep the order of the file, what is missing comes last', () => {
    expect(order({ by: 'words', down: true })).toEqual([2, 3, 4, 1]);
    expect(order({ by: 'model', down: false })).toEqual([2, 4, 1, 3]);
    expect(order({ by: 'number', down: true })).toEqual([4, 3, 2, 1]);
  });

  it('is kept to the responses that hold the words, in text or model', () => {
    expect(order({ by: 'number', down: false }, 'TEXT 3')).toEqual([3]);
    expect(order({ by: 'number', down: false }, 'a')).toEqual([2, 4]);
    expect(order({ by: 'number', down: false }, 'zz')).toEqual([]);
  });

  it('counts every reward once', () => {
    expect(histogram([0, 1, 2, 3, 4], 4)).toEqual([1, 1, 1, 2]);
    expect(histogram([2, 2, 2], 4)).toEqual([3, 0, 0, 0]);
    expect(histogram([], 3)).toEqual([0, 0, 0]);
  });
});

describe('words of the filter', () => {
  it('are found without regard to case, in order and without overlaps', () => {
    expect(places('Ice on ice, ICEBERG', ['ice', 'iceberg'])).toEqual([[0, 3], [7, 10], [12, 19]]);
    expect(places('aaa', ['aa', 'a'])).toEqual([[0, 2], [2, 3]]);
    expect(places('text', [''])).toEqual([]);
  });

  it('keep their places where lower case is longer', () => {
    expect(places('İx', ['x'])).toEqual([[1, 2]]);
  });
});

describe('texts that scroll together', () => {
  const text = (scrollHeight: number, scrollTop = 0) => ({ scrollHeight, clientHeight: 100, scrollTop }) as unknown as Element;

  it('each go by their own share, and the answer moves nothing back', () => {
    const [a, b] = [text(300, 100), text(1100)];
    scrollAlong(a!, [a!, b!]);
    expect(b!.scrollTop).toBe(500);
    a!.scrollTop = 101;
    scrollAlong(b!, [a!, b!]);
    expect(a!.scrollTop).toBe(101);
    b!.scrollTop = 1000;
    scrollAlong(b!, [a!, b!]);
    expect(a!.scrollTop).toBe(200);
  });
});

describe('a blind record', () => {
  it('holds nothing that anybody said, under any name', () => {
    const secret = 'SECRET';
    const base = recordView(0);
    const labelled = attributeView({ marks: [{ annotator: secret, value: 1.2345 }], label: 1.2345, predicted: { mean: 1.2345, sd: 1.2345 }, split: true });
    const responses = base.responses.map((response) => ({ ...response, model: secret, reward: { mean: 1.2345, sd: 1.2345 }, attributes: [labelled, { ...labelled, name: secret, editable: false }] }));
    const record = recordView(0, {
      responses,
      preference: { ...base.preference, strength: 1.2345, votes: [{ annotator: secret, strength: 1.2345, justification: secret, feedback: [secret] }], judges: [{ judge: secret, agrees: true }], derived: true },
      ensemble: { mean: 1.2345, sd: 1.2345, z: 1.2345, pSign: 1.2345, voters: [{ name: secret, difference: 1.2345 }], noun: 'model', preferred: 1, other: 2 },
      pWrong: 1.2345,
      flags: [{ flag: 'contested', title: secret, why: secret, values: { mean: 1.2345 } }],
      besides: { chosen: { ...responses[0]!, text: secret }, rejected: responses[1]! },
      subset: secret,
      extra: [{ name: secret, text: secret }],
    });
    const text = JSON.stringify(blinded(record));
    expect(text).not.toContain(secret);
    expect(text).not.toContain('1.2345');
    expect(blinded(record).responses.some(({ preferred }) => preferred)).toBe(false);
    expect(blinded(record).preference).toMatchObject({ chosen: null, derived: false, edits: base.preference.edits });
    expect(blinded(record).responses.map(({ text: shown }) => shown)).toEqual(base.responses.map(({ text: shown }) => shown));
  });
});
