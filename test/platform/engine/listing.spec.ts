import { describe, expect, it } from 'vitest';
import { BadRows } from '../../../src/core/badRows.js';
import type { Worklist } from '../../../src/core/query/worklist.js';
import { BadPlaces } from '../../../src/platform/node/engine/badPlaces.js';
import { badId, Listing } from '../../../src/platform/node/engine/listing.js';

/** A worklist over these records, all of them flagged where `flagged` says so. */
function worklist(indices: readonly number[], flagged: ReadonlySet<number> = new Set()): Worklist {
  const place = (index: number) => (indices.includes(index) ? indices.indexOf(index) : null);
  return {
    total: indices.length,
    groups: [],
    window: (from: number, count: number) => indices.slice(from, from + count),
    place,
    step: (index: number, by: number) => indices[(place(index) ?? -1) + by] ?? null,
    stepFlagged: (index: number, by: 1 | -1) => {
      const here = place(index) ?? (by === 1 ? -1 : indices.length);
      const order = by === 1 ? [...indices.slice(here + 1), ...indices.slice(0, here)] : [...indices.slice(0, here).reverse(), ...indices.slice(here + 1).reverse()];
      return order.find((each) => flagged.has(each)) ?? null;
    },
  } as unknown as Worklist;
}

/** A file's rows in order, `B` a bad one, a number the record it begins; and what reading it in chunks notes. */
function read(rows: readonly ('B' | number | null)[], chunk: number) {
  const bad = new BadRows();
  const places = new BadPlaces(bad);
  for (let from = 0; from < rows.length; from += chunk) {
    const part = rows.slice(from, from + chunk);
    part.forEach((row, i) => row === 'B' && bad.add(from + i, 10 * (from + i), 'broken'));
    part.forEach((row, i) => typeof row === 'number' && places.take({ index: row, row: from + i }));
  }
  return places.all(rows.filter((row) => typeof row === 'number').length);
}

const ROWS = ['B', 0, 1, 'B', 'B', 2, null, 3, 'B'] as const;
/** What file order must read as: records by index, bad rows by -(row + 1). */
const EXPECTED = [-1, 0, 1, -4, -5, 2, 3, -9];
const ids = (items: ReturnType<Listing['window']>) => items.map((item) => (typeof item === 'number' ? item : badId(item.bad.row)));

describe('bad rows among records', () => {
  it.each([1, 2, 3, 100])('stand in their places in file order, read %i rows at a time', (chunk) => {
    const list = new Listing(worklist([0, 1, 2, 3]), read(ROWS, chunk), { where: null, order: 'file' });
    expect(list.view).toEqual({ total: 8, groups: [] });
    expect(ids(list.window(0, 100))).toEqual(EXPECTED);
    expect(ids(list.window(2, 3))).toEqual(EXPECTED.slice(2, 5));
    expect(EXPECTED.map((id) => list.place(id))).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(EXPECTED.map((id) => list.step(id, 1))).toEqual([...EXPECTED.slice(1), null]);
    expect(EXPECTED.map((id) => list.step(id, -1))).toEqual([null, ...EXPECTED.slice(0, -1)]);
    expect(list.place(9)).toBeNull();
  });

  it('come last, under a heading, where records are listed by flag', () => {
    const list = new Listing({ ...worklist([2, 0, 1, 3]), groups: [{ flag: null, title: 'No flags', start: 0, count: 4 }] } as unknown as Worklist, read(ROWS, 3), { where: null, order: 'flags' });
    expect(ids(list.window(0, 100))).toEqual([2, 0, 1, 3, -1, -4, -5, -9]);
    expect(list.view.groups[1]).toEqual({ flag: 'bad', title: 'Bad rows', start: 4, count: 4 });
    expect(list.place(-5)).toBe(6);
    expect(list.place(3)).toBe(3);
  });

  it('are listed alone where they are asked for, and never under a filter', () => {
    const alone = new Listing(null, read(ROWS, 3), { where: null, order: 'bad' });
    expect(ids(alone.window(1, 2))).toEqual([-4, -5]);
    expect(alone.view).toEqual({ total: 4, groups: [{ flag: 'bad', title: 'Bad rows', start: 0, count: 4 }] });
    const filtered = new Listing(worklist([1, 3]), read(ROWS, 3), { where: 'x', order: 'file' });
    expect(ids(filtered.window(0, 9))).toEqual([1, 3]);
    expect(filtered.place(-1)).toBeNull();
  });

  it('are left for the nearest flagged record', () => {
    const list = new Listing(worklist([0, 1, 2, 3], new Set([0, 3])), read(ROWS, 3), { where: null, order: 'file' });
    expect([list.stepFlagged(-4, 1), list.stepFlagged(-4, -1), list.stepFlagged(-1, 1), list.stepFlagged(-9, 1)]).toEqual([3, 0, 0, 0]);
  });
});
