import { describe, expect, it } from 'vitest';
import { readPosition, START } from '../../webview/position.js';

describe('saved position', () => {
  it('comes back as it was', () => {
    const saved = { index: 489, query: { where: 'p_wrong > 0.5', order: 'file' }, top: 40 };
    expect(readPosition(JSON.parse(JSON.stringify(saved)))).toEqual(saved);
  });

  it.each([undefined, null, 'x', 3, {}, { index: 1.5, query: { where: 3, order: 'x' }, top: 1.5 }])('reads %j as the start', (saved) => {
    expect(readPosition(saved)).toEqual(START);
  });
});
