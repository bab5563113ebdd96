import { describe, expect, it } from 'vitest';
import { readPosition, START } from '../../webview/position.js';

describe('saved position', () => {
  it('comes back as it was', () => {
    const saved = { index: 489, query: { where: 'p_wrong > 0.5', order: 'column', sort: { column: 'sd', descending: true }, grouped: true, text: 'refund', flags: ['contested'], undecided: true }, top: 40, reading: { markdown: false, diff: 'inline', together: true } };
    expect(readPosition(JSON.parse(JSON.stringify(saved)))).toEqual(saved);
  });

  it.each([{ query: { order: 'column' } }, { query: { order: 'queue2', flags: [1], text: 3, undecided: 'yes' } }, undefined, null, 'x', 3, {}, { index: 1.5, query: { where: 3, order: 'x' }, top: 1.5 }])('reads %j as the start', (saved) => {
    expect(readPosition(saved)).toEqual(START);
  });
});
