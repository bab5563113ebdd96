import { describe, expect, it } from 'vitest';
import { isDeeperThan } from '../../../src/core/formats/json/depth.js';
import { patchJson } from '../../../src/core/formats/json/patch.js';
import { tokenize } from '../../../src/core/formats/json/tokens.js';
import { parseJson, parseObject } from '../../../src/core/formats/json/value.js';

const GOOD = ['{}', '[]', ' { "a" : [1, -2.5e3, true, null, "x\\u00e9\\n"] } ', '{"a":{"b":[[],{}]}}', '"é\\ud83d\\ude00"', '0', '-0.0', '1e10'];
const BAD = ['', '{', '{"a"}', '{"a":}', '[1,]', '{"a":1,}', '01', '"\t"', 'nul', '{} x', "{'a':1}", '"\\x"', '+1', '.5', '1.', '[1 2]'];

describe('tokenize', () => {
  it.each(GOOD)('reads what JSON.parse reads: %s', (text) => {
    const node = tokenize(text);
    expect(JSON.parse(text.slice(node.start, node.end))).toEqual(JSON.parse(text));
  });

  it.each(BAD)('refuses what JSON.parse refuses: %s', (text) => {
    expect(() => JSON.parse(text)).toThrow();
    expect(() => tokenize(text)).toThrow();
  });

  it('says where the text is broken', () => {
    expect(() => tokenize('{"a": 1 "b": 2}')).toThrow(/comma or }/);
  });

  it.each([
    ['{"a": "b', 'a string does not end'],
    ['{"a": "b\\', 'a string does not end'],
    ['{"a', 'a string does not end'],
    ['{"a": "b\r\n', 'a string does not end'],
    ['{"a": "b\\"}', 'a string does not end'],
    ['{"a": "\u0007b"}', 'a control character in a string: U+0007'],
    ['{"a": "b\nc"}', 'a control character in a string: U+000A'],
    ['{"a": "b\\xc"}', 'an unknown escape in a string: \\x'],
    ['{"a": "\\u12"}', 'an unknown escape in a string: \\u'],
    ['{a: 1}', 'a key must be a string'],
  ])('says what is wrong with a string: %j', (text, reason) => {
    expect(() => tokenize(text)).toThrow(reason);
  });

  it('ends deep nesting with an error, not with the stack', () => {
    expect(() => tokenize('['.repeat(100_000))).toThrow(/nested deeper/);
  });
});

describe('parseJson', () => {
  it('reads what Python writes for numbers that JSON has no word for', () => {
    expect(parseJson('[NaN, Infinity, -Infinity, "NaN", {"a": NaN}]')).toEqual([NaN, Infinity, -Infinity, 'NaN', { a: NaN }]);
  });

  it('keeps a hostile key as a plain one', () => {
    const row = parseObject('{"__proto__": {"polluted": true}, "n": NaN}');
    expect(Object.keys(row)).toEqual(['__proto__', 'n']);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it.each(['[]', '1', 'null', '"x"'])('refuses a row that is no object: %s', (text) => {
    expect(() => parseObject(text)).toThrow(/not a JSON object/);
  });
});

describe('nesting', () => {
  it.each([['[[]]', 1, true], ['[[]]', 2, false], ['{"a":["[[[[",{"b":"\\"[[["}]}', 3, false], ['{"a":["]]",{"b":[]}]}', 3, true], ['"[[[[\\\\"', 0, false], ['"[[', 0, false], ['[][][]', 1, false]])('%s is deeper than %i: %s', (text, limit, deeper) => {
    expect(isDeeperThan(text, limit)).toBe(deeper);
  });

  it('of millions of levels is refused before it is followed', () => {
    expect(() => parseJson('['.repeat(5_000_000))).toThrow(/nested deeper/);
    expect(parseJson(`{"a":"${'['.repeat(5_000_000)}"}`)).toHaveProperty('a');
  });
});

describe('patchJson', () => {
  const row = '{ "a" : 1.50,\t"b":"x\\u00e9", "list": [1,  2], "m":{"n":-0.10}, "a": 7 , "big": 12345678901234567890, "nan": NaN}';

  it('changes the value alone; of duplicate keys the last', () => {
    expect(patchJson(row, [{ kind: 'set', path: ['a'], value: 3 }])).toBe(row.replace('"a": 7 ', '"a": 3 '));
  });

  it('swaps raw texts', () => {
    const swapped = patchJson(row, [{ kind: 'swap', a: ['b'], b: ['m', 'n'] }]);
    expect(swapped).toBe(row.replace('"x\\u00e9"', '\u0000').replace('-0.10', '"x\\u00e9"').replace('\u0000', '-0.10'));
  });

  it('negates without touching digits, and back', () => {
    const once = patchJson(row, [{ kind: 'negate', path: ['m', 'n'] }]);
    expect(once).toBe(row.replace('-0.10', '0.10'));
    expect(patchJson(once, [{ kind: 'negate', path: ['m', 'n'] }])).toBe(row);
  });

  it('appends with the list’s own separator', () => {
    expect(patchJson(row, [{ kind: 'append', path: ['list'], value: 4 }])).toBe(row.replace('[1,  2]', '[1,  2,  4]'));
    expect(patchJson('{"l":[]}', [{ kind: 'append', path: ['l'], value: 4 }])).toBe('{"l":[4]}');
  });

  it('names a cell that is not there', () => {
    expect(() => patchJson(row, [{ kind: 'set', path: ['m', 'x'], value: 1 }])).toThrow('the row has no m.x');
  });

  it('edits beside a very long string', () => {
    const long = 'x'.repeat(20_000_000);
    expect(patchJson(`{"s":"${long}","n":1}`, [{ kind: 'set', path: ['n'], value: 2 }])).toBe(`{"s":"${long}","n":2}`);
  });
});
