import { describe, expect, it } from 'vitest';
import type { Edit, Operation } from '../../../src/core/edits.js';
import { logLines, lineText, type LogLine } from '../../../src/core/log.js';
import { ReviewBook } from '../../../src/core/reviews/book.js';
import { decisions } from '../../../src/core/reviews/decisions.js';
import { mergeLogs, readLog } from '../../../src/core/reviews/readLog.js';
import type { Review } from '../../../src/core/reviews/review.js';
import { sameChoice, standingOf } from '../../../src/core/reviews/standing.js';

const time = new Date('2026-01-02T03:04:05.000Z');
const A = { chosen: 'a', strength: null };
const B = { chosen: 'b', strength: null };
const FLIP: Operation = { kind: 'flip' };

function edit(index: number, operation: Operation, before = A, after = B): Edit {
  return { index, id: `id${index}#0`, operation, reason: null, changes: [{ row: index, before: 'x', after: 'y' }], before, after };
}

function reviewed(id: string, review: Review, taken = false): LogLine {
  return { event: taken ? 'unreview' : 'review', time: time.toISOString(), id, index: 0, rows: [1], review };
}

/** A book that has read this log, of ten records. */
function opened(log: string): ReviewBook {
  const book = new ReviewBook();
  book.load(readLog(log).lines.map(({ line }) => line));
  for (let index = 0; index < 10; index++) book.meet(`id${index}#0`, index);
  return book;
}

describe('reviews', () => {
  it('keeps states by id when a file is opened again, and leaves out what was taken back', () => {
    const book = opened([
      reviewed('id0#0', { kind: 'accept' }),
      reviewed('id1#0', { kind: 'skip' }),
      reviewed('id2#0', { kind: 'accept' }), reviewed('id2#0', { kind: 'accept' }, true),
      reviewed('id3#0', { kind: 'note', text: 'odd' }), reviewed('id3#0', { kind: 'note', text: 'very odd' }),
      reviewed('gone#0', { kind: 'accept' }),
    ].map(lineText).join('') + logLines([{ edit: edit(4, FLIP), undone: false }], time));
    expect(Array.from({ length: 6 }, (_, index) => book.state(index))).toEqual(['reviewed', 'skipped', 'untouched', 'untouched', 'edited', 'untouched']);
    expect(book.note(3)).toBe('very odd');
    expect(book.decided).toBe(2);
    expect(decisions(book)).toEqual([{ index: 0, wrong: false }, { index: 4, wrong: true }]);
  });

  it('gives the note before one that was taken back', () => {
    const lines = [reviewed('id0#0', { kind: 'note', text: 'one' }), reviewed('id0#0', { kind: 'note', text: 'two' }), reviewed('id0#0', { kind: 'note', text: 'two' }, true)];
    expect(opened(lines.map(lineText).join('')).note(0)).toBe('one');
    expect(opened([...lines, reviewed('id0#0', { kind: 'note', text: '' })].map(lineText).join('')).note(0)).toBeNull();
  });

  it('takes an unsaved edit and its undoing for nothing, and an undo after a save for an undo', () => {
    const book = opened('');
    book.apply({ edit: edit(0, FLIP), undone: false }, time);
    expect([book.state(0), book.decided]).toEqual(['edited', 1]);
    book.apply({ edit: edit(0, FLIP), undone: true }, time);
    expect([book.state(0), book.decided, book.history(0).length]).toEqual(['untouched', 0, 0]);
    book.apply({ edit: edit(0, FLIP), undone: false }, time);
    book.saved([{ edit: edit(0, FLIP), undone: false }]);
    book.apply({ edit: edit(0, FLIP), undone: true }, time);
    expect(book.history(0).map(({ event, saved }) => [event, saved])).toEqual([['edit', true], ['undo', false]]);
    expect(book.state(0)).toBe('untouched');
    book.apply({ edit: edit(0, FLIP), undone: false }, time);
    expect(book.history(0).map(({ event }) => event)).toEqual(['edit']);
  });

  it('knows an edit that leads back, and counts what is left of it', () => {
    const book = opened('');
    book.apply({ edit: edit(0, FLIP), undone: false }, time);
    book.apply({ edit: edit(0, { kind: 'choose', response: 2 }, B, A), undone: false }, time);
    expect([book.state(0), book.decided]).toEqual(['untouched', 0]);
    book.say(0, { kind: 'accept' }, false, time);
    expect(decisions(book)).toEqual([{ index: 0, wrong: false }]);
  });

  it('takes a flip that is then accepted for a wrong label', () => {
    const book = opened('');
    book.apply({ edit: edit(1, FLIP), undone: false }, time);
    book.say(1, { kind: 'accept' }, false, time);
    expect(book.state(1)).toBe('edited');
    expect(decisions(book)).toEqual([{ index: 1, wrong: true }]);
  });

  it('decides nothing by a skip, a note or a drop; a set value says wrong, another strength of the same choice right', () => {
    const book = opened('');
    book.say(0, { kind: 'skip' }, false, time);
    book.say(1, { kind: 'note', text: 'hm' }, false, time);
    book.apply({ edit: edit(2, { kind: 'drop' }), undone: false }, time);
    book.apply({ edit: edit(3, { kind: 'set', response: 1, attribute: '__proto__', value: 2 }, A, A), undone: false }, time);
    book.apply({ edit: edit(4, { kind: 'strength', value: -3 }, { chosen: 'a', strength: -1 } as never, { chosen: 'a', strength: -3 } as never), undone: false }, time);
    expect(decisions(book)).toEqual([{ index: 3, wrong: true }, { index: 4, wrong: false }]);
    expect([0, 1, 2, 3, 4].map((index) => book.state(index))).toEqual(['skipped', 'untouched', 'edited', 'edited', 'edited']);
  });

  it('counts flips where an older log does not say what they did', () => {
    const old = (times: number) => Array.from({ length: times }, () => lineText({ event: 'edit', time: time.toISOString(), id: 'id0#0', index: 0, rows: [1], operation: FLIP, reason: null })).join('');
    expect(decisions(opened(old(1)))).toEqual([{ index: 0, wrong: true }]);
    expect(decisions(opened(old(2)))).toEqual([]);
  });
});

describe('a log', () => {
  it('is read past broken lines and events of other versions', () => {
    const good = lineText(reviewed('id0#0', { kind: 'accept' }));
    const { lines, broken } = readLog(`${good}nonsense\n{"event":"audit","time":"x"}\n[]\n{"event":"edit","time":"x","id":"a","operation":{"kind":"format"}}\n${good}${good.slice(0, 40)}`);
    expect(lines.map(({ number }) => number)).toEqual([1, 6]);
    expect(broken).toEqual([2, 4, 5, 7]);
  });

  it('counts an edit of two files once', () => {
    const lines = readLog(logLines([{ edit: edit(0, FLIP), undone: false }], time)).lines.map(({ line }) => line);
    expect(mergeLogs([lines, lines]).map(({ event }) => event)).toEqual(['edit', 'save']);
    expect(mergeLogs([[...lines, ...lines]])).toHaveLength(4);
  });
});

describe('how a record stands', () => {
  const text = (words: string) => ({ text: words, model: null, labels: [] });
  it('follows the chosen text wherever it stands', () => {
    const before = standingOf({ responses: [text('good'), text('bad')], preference: { chosen: 0, strength: null, votes: [] }, besides: null });
    const moved = standingOf({ responses: [text('bad'), text('good')], preference: { chosen: 1, strength: null, votes: [] }, besides: null });
    const flipped = standingOf({ responses: [text('bad'), text('good')], preference: { chosen: 0, strength: null, votes: [] }, besides: null });
    expect(sameChoice(before, moved)).toBe(true);
    expect(sameChoice(before, flipped)).toBe(false);
  });

  it('sees a flip of the pair apart', () => {
    const pair = (chosen: string, rejected: string) => standingOf({ responses: [text('x')], preference: null, besides: { chosen: text(chosen), rejected: text(rejected) } });
    expect(sameChoice(pair('a', 'b'), pair('b', 'a'))).toBe(false);
  });
});
