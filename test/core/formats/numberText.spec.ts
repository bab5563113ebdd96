import { describe, expect, it } from 'vitest';
import { patchJson } from '../../../src/core/formats/json/patch.js';
import { numberText } from '../../../src/core/formats/numberText.js';

describe('a number in the place of another', () => {
  it.each<[number, string, string]>([
    [0, '1.0', '0.0'],
    [-2, '3.00', '-2.00'],
    [3, ' -1.0 ', '3.0'],
    [0.5, '1.0', '0.5'],
    [4, '3', '4'],
    [4, '3.5', '4'],
    [4, '1e0', '4'],
    [4, '', '4'],
    [1e21, '1.0', '1e+21'],
  ])('%d for %j is %j', (value, before, text) => {
    expect(numberText(value, before)).toBe(text);
  });

  it('in JSON, and never for what was no number', () => {
    const set = (text: string, value: number) => patchJson(text, [{ kind: 'set', path: ['a'], value }]);
    expect(set('{"a": 1.0, "b": 1.0}', 0)).toBe('{"a": 0.0, "b": 1.0}');
    expect(set(set('{"a":1.0}', 0), 1)).toBe('{"a":1.0}');
    expect(set('{"a":"1.0"}', 0)).toBe('{"a":0}');
    expect(set('{"a":null}', 2)).toBe('{"a":2}');
    expect(patchJson('{"a":1.0}', [{ kind: 'set', path: ['a'], value: NaN }])).toBe('{"a":null}');
  });
});
