import { describe, expect, it } from 'vitest';
import { refusal } from '../../webview/filter/refusal.js';

describe('a refused condition', () => {
  it('names the column that is not there, and those like it', () => {
    const message = 'Binder Error: Referenced column "lenght_1" not found in FROM clause!\nCandidate bindings: "length_1", "length_2"\n\nLINE 2: lenght_1 > 1000\n        ^';
    expect(refusal(message)).toBe('There is no column lenght_1. Similar ones: length_1, length_2');
    expect(refusal('Binder Error: Referenced column "a"b" not found in FROM clause!')).toBe('There is no column a"b.');
  });

  it('shows the place in the condition, not in a statement that nobody wrote', () => {
    expect(refusal('Parser Error: syntax error at or near "and"\n\nLINE 2: mean < and sd > 1\n               ^')).toBe('Parser Error: syntax error at or near "and"\n\nmean < and sd > 1\n       ^');
  });

  it('leaves every other message as it is', () => {
    for (const message of ['', 'A condition is a single SQL expression, such as: mean < 0 and sd > 1', 'Conversion Error: LINE up']) expect(refusal(message)).toBe(message);
  });
});
