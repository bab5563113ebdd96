import { describe, expect, it } from 'vitest';
import { labelChanges } from '../../../src/core/compare/changes.js';
import { sha256Hex16 } from '../../../src/platform/node/hash.js';
import { Dataset } from '../../../src/core/dataset.js';
import { LineFile } from '../../../src/core/formats/lines.js';
import { schemaNamed } from '../../../src/core/schemas/registry.js';
import { memorySource } from '../../support/memory.js';

const never = new AbortController().signal;
const lines = (rows: readonly unknown[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

function open(rows: readonly unknown[], schema: string) {
  return new Dataset([{ rows: new LineFile(memorySource(Buffer.from(lines(rows)))), split: null }], schemaNamed(schema), sha256Hex16);
}

const compare = (before: readonly unknown[], now: readonly unknown[], schema: string, most = 100) =>
  labelChanges({ before: open(before, schema), now: open(now, schema), edited: async () => null }, sha256Hex16, most, never);

const pair = (i: number, flipped = false) => ({ prompt: `p${i}`, chosen: flipped ? `b${i}` : `a${i}`, rejected: flipped ? `a${i}` : `b${i}` });

describe('two versions of a file', () => {
  it('that hold the same labels in another order do not differ', async () => {
    expect(await compare([pair(0), pair(1), pair(2)], [pair(2), pair(0), pair(1)], 'pair')).toEqual({ changed: 0, added: 0, removed: 0, changes: [] });
  });

  it('a flip is told by the responses as they stand now, though their columns have changed places', async () => {
    const { changed, changes } = await compare([pair(0), pair(1)], [pair(0), pair(1, true)], 'pair');
    expect(changed).toBe(1);
    // Now b1 is the first response, A; it was the rejected one.
    expect(changes).toEqual([{ index: 1, prompt: 'p1', was: ['B is preferred'], now: ['A is preferred'] }]);
  });

  it('records that came and went are counted, and told with the side that has them', async () => {
    const { changes, ...counts } = await compare([pair(0), pair(1)], [pair(1), pair(2), pair(3)], 'pair');
    expect(counts).toEqual({ changed: 0, added: 2, removed: 1 });
    expect(changes.map(({ index, was, now }) => [index, was?.[0] ?? null, now?.[0] ?? null])).toEqual([[1, null, 'A is preferred'], [2, null, 'A is preferred'], [null, 'A is preferred', null]]);
  });

  it('a rating is told with its response and attribute', async () => {
    const rating = (response: string, helpfulness: number) => ({ prompt: 'p', response, helpfulness, correctness: 1, coherence: 2, complexity: 3, verbosity: 4 });
    const { changes } = await compare([rating('x', 1), rating('y', 2)], [rating('x', 1), rating('y', 0)], 'helpsteer2');
    expect(changes).toHaveLength(1);
    const [{ was, now }] = changes as [(typeof changes)[number]];
    expect(was!.filter((line) => !now!.includes(line))).toEqual(['B helpfulness: 2']);
    expect(now!.filter((line) => !was!.includes(line))).toEqual(['B helpfulness: 0']);
  });

  it('true duplicates are compared in turn', async () => {
    expect((await compare([pair(0), pair(0)], [pair(0), pair(0, true)], 'pair')).changes.map(({ index }) => index)).toEqual([1]);
    expect(await compare([pair(0), pair(0)], [pair(0)], 'pair')).toMatchObject({ changed: 0, removed: 1 });
  });

  it('all are counted where only the first are told', async () => {
    const found = await compare(Array.from({ length: 30 }, (_, i) => pair(i)), Array.from({ length: 30 }, (_, i) => pair(i, true)), 'pair', 5);
    expect([found.changed, found.changes.length]).toEqual([30, 5]);
  });

  it('unsaved edits count; a record that is dropped says nothing now', async () => {
    const now = open([pair(0), pair(1), pair(2)], 'pair');
    const flipped = open([pair(0, true)], 'pair');
    for await (const chunk of flipped.scan()) void chunk;
    const edited = async (index: number) => (index === 0 ? { ...(await flipped.record(0)), index: 0 } : index === 2 ? { ...(await flipped.record(0)), index: 2, prompt: [{ role: 'user', text: 'p2' }], dropped: true } : null);
    const { changed, changes } = await labelChanges({ before: open([pair(0), pair(1), pair(2)], 'pair'), now, edited }, sha256Hex16, 10, never);
    expect(changed).toBe(2);
    expect(changes.map(({ index, now: says }) => [index, says])).toEqual([[0, ['A is preferred']], [2, null]]);
  });

  it('a prompt called __proto__ is a prompt like any other', async () => {
    const row = (flipped: boolean) => ({ prompt: '__proto__', chosen: flipped ? 'constructor' : 'toString', rejected: flipped ? 'toString' : 'constructor' });
    expect(await compare([row(false)], [row(true)], 'pair')).toMatchObject({ changed: 1, changes: [{ prompt: '__proto__' }] });
  });
});
