import { describe, expect, it } from 'vitest';
import { RecordTable } from '../../../src/core/query/table.js';
import { Worklist } from '../../../src/core/query/worklist.js';
import { scanned } from '../../support/dataset.js';

/** Five records; 1 and 3 are flagged, 3 the worse. */
async function table(): Promise<RecordTable> {
  const marks = (helpfulness: number[]) => ({ helpfulness, correctness: [4, 4], coherence: [4, 4], complexity: [1, 1], verbosity: [1, 1] });
  const rows = [[4, 4], [4, 1], [3, 3], [4, 0], [2, 2]].map((list, i) => JSON.stringify({ prompt: `p${i}`, response: 'r', ...marks(list) }));
  const { records } = await scanned(rows.join('\n'), 'helpsteer2-disagreements');
  const filled = new RecordTable();
  for (const record of records) filled.add(record);
  filled.finish();
  return filled;
}

describe('Worklist', () => {
  it('has the flagged first, worst first, then the rest in file order', async () => {
    const list = new Worklist(await table(), 'flags', null);
    expect(list.window(0, 9)).toEqual([3, 1, 0, 2, 4]);
    expect(list.groups.map(({ flag, start, count }) => [flag, start, count])).toEqual([['low-agreement', 0, 2], [null, 2, 3]]);
  });

  it('keeps to what a filter found, in either order', async () => {
    const filled = await table();
    const only = Uint32Array.from([0, 3, 4]);
    expect(new Worklist(filled, 'flags', only).window(0, 9)).toEqual([3, 0, 4]);
    expect(new Worklist(filled, 'file', only).window(1, 1)).toEqual([3]);
    expect(new Worklist(filled, 'file', only).place(1)).toBeNull();
  });

  it('steps to the end and no further; from outside the list to its start', async () => {
    const list = new Worklist(await table(), 'flags', Uint32Array.from([0, 3]));
    expect([list.step(3, 1), list.step(0, 1), list.step(0, -1), list.step(2, 1)]).toEqual([0, null, 3, 3]);
  });

  it('steps over the unflagged, and round', async () => {
    const filled = await table();
    const list = new Worklist(filled, 'file', null);
    expect([list.stepFlagged(0, 1), list.stepFlagged(1, 1), list.stepFlagged(3, 1), list.stepFlagged(0, -1)]).toEqual([1, 3, 1, 3]);
    expect(new Worklist(filled, 'file', Uint32Array.from([0, 3])).stepFlagged(3, 1)).toBeNull();
    expect(new Worklist(filled, 'file', new Uint32Array(0)).stepFlagged(0, 1)).toBeNull();
  });
});
