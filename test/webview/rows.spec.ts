import { describe, expect, it } from 'vitest';
import { headingOf, ROW_HEIGHT, rowAt, rowCount, rowOf, scrollTo, type Shape } from '../../webview/rows.js';

const contested = { flag: 'contested', title: 'Contested', start: 0, count: 2 };
const rest = { flag: null, title: 'No flags', start: 2, count: 3 };
const bad = { flag: 'bad', title: 'Bad rows', start: 5, count: 2 };
const shape: Shape = { total: 7, groups: [contested, rest, bad] };

describe('rows of the worklist', () => {
  it('puts headings before their items', () => {
    const all = Array.from({ length: rowCount(shape) }, (_, row) => rowAt(shape, row));
    expect(all).toEqual([
      { kind: 'group', group: contested },
      { kind: 'item', place: 0 },
      { kind: 'item', place: 1 },
      { kind: 'group', group: rest },
      { kind: 'item', place: 2 },
      { kind: 'item', place: 3 },
      { kind: 'item', place: 4 },
      { kind: 'group', group: bad },
      { kind: 'item', place: 5 },
      { kind: 'item', place: 6 },
    ]);
  });

  it('finds the row of a place', () => {
    for (let place = 0; place < shape.total; place++) expect(rowAt(shape, rowOf(shape, place))).toEqual({ kind: 'item', place });
  });

  it('needs no groups', () => {
    const plain: Shape = { total: 3, groups: [] };
    expect(rowCount(plain)).toBe(3);
    expect(rowAt(plain, 2)).toEqual({ kind: 'item', place: 2 });
    expect(rowOf(plain, 2)).toBe(2);
    expect(headingOf(plain, 1)).toBeNull();
    expect(headingOf({ ...plain, total: 0 }, 0)).toBeNull();
  });

  it('knows the heading over a row', () => {
    expect(headingOf(shape, 2)).toBe(contested);
    expect(headingOf(shape, 3)).toBe(rest);
    expect(headingOf(shape, 8)).toBe(bad);
  });

  it('scrolls no more than it has to, and keeps the row clear of the heading above', () => {
    const height = 10 * ROW_HEIGHT;
    expect(scrollTo(5, 0, height)).toBe(0);
    expect(scrollTo(10, 0, height)).toBe(ROW_HEIGHT);
    expect(scrollTo(20, 20 * ROW_HEIGHT, height)).toBe(19 * ROW_HEIGHT);
    const far = scrollTo(1000, 0, height);
    expect(far).toBeGreaterThan(990 * ROW_HEIGHT);
    expect(far).toBeLessThan(999 * ROW_HEIGHT);
  });
});
