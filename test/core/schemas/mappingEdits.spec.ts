import { describe, expect, it } from 'vitest';
import type { LabelOperation } from '../../../src/core/edits.js';
import { compileMapping } from '../../../src/core/schemas/mapping/compile.js';
import { edited } from '../../support/schemaFiles.js';

const PAIR = { prompt: '/p', responses: ['/a', '/b'] };
const FLIP: LabelOperation = { kind: 'flip' };
const set = (attribute: string, value: number, response = 1): LabelOperation => ({ kind: 'set', response, attribute, value });
const choose = (response: number): LabelOperation => ({ kind: 'choose', response });

describe('edits of a mapping', () => {
  it.each<[string, object, string, LabelOperation[], string]>([
    ['preference in the words of the file', { preference: { path: '/w', values: { 'A>B': 1, 'B>A': 2 } } }, '"w": "A>B"', [FLIP], '"w": "B>A"'],
    ['preference as a number', { preference: '/w' }, '"w": 1', [{ kind: 'tie' }], '"w": 0'],
    ['numbers that a map names stay numbers', { preference: { path: '/w', values: { 0: 1, 1: 2 } } }, '"w": 0', [choose(2)], '"w": 1'],
    ['truth values too', { preference: { path: '/w', values: { true: 1, false: 2 } } }, '"w": true', [FLIP], '"w": false'],
    ['an empty cell takes the type of the map', { preference: { path: '/w', values: { 0: 1, 1: 2 } } }, '"w": null', [choose(2)], '"w": 1'],
    ['strength: the sign alone, its digits stay', { strength: { path: '/s', scale: '-3..3' } }, '"s": -2.0', [FLIP], '"s": 2.0'],
    ['strength: the chosen side keeps the magnitude', { strength: { path: '/s', scale: '-3..3' } }, '"s": -2', [choose(2)], '"s": 2'],
    ['strength: a tie becomes 1', { strength: { path: '/s', scale: '-3..3' } }, '"s": 0', [choose(1)], '"s": -1'],
    ['strength in words', { strength: { path: '/s', scale: '-2..2', values: { 'A>>B': -2, 'B>>A': 2, same: 0 } } }, '"s": "A>>B"', [FLIP], '"s": "B>>A"'],
    ['strength and preference go together', { strength: { path: '/s', scale: '-3..3' }, preference: '/w' }, '"w": 1, "s": -3', [{ kind: 'strength', value: 2 }], '"w": 2, "s": 2'],
    ['a label of the second response', { labels: { h: { path: ['/h1', '/h2'], scale: '0..4' } } }, '"h1": 1, "h2": 2', [set('h', 4, 2)], '"h1": 1, "h2": 4'],
    ['a label in words', { labels: { h: { path: ['/h1', '/h2'], scale: '0..1', values: { no: 0, yes: 1 } } } }, '"h1": "no", "h2": "no"', [set('h', 1)], '"h1": "yes", "h2": "no"'],
    ['a list takes the curator’s mark, once', { labels: { h: { path: ['/h1', '/h2'], scale: '0..4' } } }, '"h1": [1, 2], "h2": []', [set('h', 4), set('h', 3)], '"h1": [1, 2, 3], "h2": []'],
    ['an item of a list that has one a response', { labels: { h: { path: '/h', scale: '0..4' } } }, '"h": [1, 2]', [set('h', 3, 2)], '"h": [1, 3]'],
    ['what is so already changes nothing', { preference: '/w', labels: { h: { path: '/h', scale: '0..4' } } }, '"w": 2, "h": [1, 2]', [choose(2), set('h', 1)], '"w": 2, "h": [1, 2]'],
  ])('%s', (_, mapping, before, operations, after) => {
    const row = (rest: string) => `{"p": "q", "a": "A", "b": "B", ${rest}}`;
    const schema = compileMapping({ ...PAIR, ...mapping });
    for (const { kind } of operations) expect(schema.edits).toContain(kind);
    expect(edited([row(before)], schema, ...operations)).toEqual([row(after)]);
    if (operations[0] === FLIP) expect(edited([row(before)], schema, FLIP, FLIP)).toEqual([row(before)]);
  });

  it('sides: everything the mapping names changes places, and nothing else', () => {
    const schema = compileMapping({
      prompt: '/p',
      chosen: '/chosen',
      rejected: '/rejected',
      models: ['/mc', '/mr'],
      scores: { rm: ['/sc', '/sr'] },
      labels: { h: { path: ['/hc', '/hr'], scale: '0..10' } },
      judges: { g: { path: '/g', values: { 1: true, 0: false, '-1': null } } },
    });
    const row = '{"p": "q", "chosen": "A", "rejected": [{"role": "assistant", "content": "B"}], "mc": "x", "mr": "y", "sc": 1.50, "sr": [-2], "hc": 1, "hr": 9, "g": 1, "z": "chosen"}';
    const flipped = '{"p": "q", "chosen": [{"role": "assistant", "content": "B"}], "rejected": "A", "mc": "y", "mr": "x", "sc": [-2], "sr": 1.50, "hc": 9, "hr": 1, "g": 0, "z": "chosen"}';
    expect(edited([row], schema, FLIP)).toEqual([flipped]);
    expect(edited([row], schema, choose(2))).toEqual([flipped]);
    expect(edited([row], schema, choose(1))).toEqual([row]);
    expect(edited([row], schema, FLIP, FLIP)).toEqual([row]);
  });

  it('three chosen and three rejected change places one by one', () => {
    const schema = compileMapping({ prompt: '/p', chosen: '/c/*', rejected: '/r/*' });
    const row = '{"p": "q", "c": ["1", "2"], "r": ["3", "4"]}';
    expect(edited([row], schema, FLIP)).toEqual(['{"p": "q", "c": ["3", "4"], "r": ["1", "2"]}']);
    expect(() => edited([row], schema, choose(3))).toThrow(/several responses/);
    expect(() => edited(['{"p": "q", "c": ["1"], "r": ["3", "4"]}'], schema, FLIP)).toThrow(/1 responses of this record are chosen and 2 rejected/);
  });

  it('a label of a response that has a row of its own', () => {
    const schema = compileMapping({ prompt: '/p', responses: '/r', group: { by: '/p', kind: 'block', size: 2 }, labels: { h: { path: '/h', scale: '0..4' } } });
    const rows = ['{"p": "q", "r": "a", "h": 1}', '{"p": "q", "r": "b", "h": 2}'];
    expect(edited(rows, schema, set('h', 0, 2))).toEqual([rows[0], '{"p": "q", "r": "b", "h": 0}']);
  });

  it.each<[string, object, string, LabelOperation, RegExp]>([
    ['no column for it', {}, '"x": 1', FLIP, /names no column for a preference/],
    ['votes', { votes: '/v' }, '"v": [1, 2]', FLIP, /nobody’s vote/],
    ['no word for a tie', { preference: { path: '/w', values: { A: 1, B: 2 } } }, '"w": "A"', { kind: 'tie' }, /no value that means 0; its values are A \(1\), B \(2\)/],
    ['nothing to flip', { preference: '/w' }, '"w": null', FLIP, /no preference to flip/],
    ['no such response', { preference: '/w' }, '"w": 1', choose(3), /no response 3; the record has 2/],
    ['no strength', { preference: '/w' }, '"w": 1', { kind: 'strength', value: 1 }, /no column for the strength/],
    ['strength outside the scale', { strength: { path: '/s', scale: '-3..3' } }, '"s": 1', { kind: 'strength', value: 4 }, /from -3 to 3, not 4/],
    ['no such attribute', { labels: { h: { path: '/h', scale: '0..4' } } }, '"h": [1, 2]', set('x', 1), /no attribute x; there are h/],
    ['a value outside the scale', { labels: { h: { path: '/h', scale: '0..4' } } }, '"h": [1, 2]', set('h', 5), /0 to 4, not 5/],
    ['a judge’s mark', { labels: { h: { path: '/h', scale: '0..4', annotator: 'gpt-4' } } }, '"h": [1, 2]', set('h', 1), /given by gpt-4/],
    ['a cell an annotator', { labels: { h: { path: ['/m/*/h', '/n/*/h'], scale: '0..4' } } }, '"m": [{"h": 1}], "n": []', set('h', 1), /nobody’s mark/],
  ])('%s: refused with a reason', (_, mapping, rest, operation, why) => {
    expect(() => edited([`{"p": "q", "a": "A", "b": "B", ${rest}}`], compileMapping({ ...PAIR, ...mapping }), operation)).toThrow(why);
  });

  it('one rating a row: nobody’s mark is changed', () => {
    const schema = compileMapping({ prompt: '/p', responses: '/r', group: { by: '/p', rows: 'ratings' }, annotator: '/who', labels: { h: { path: '/h', scale: '0..4' } } });
    expect(schema.edits).toEqual([]);
    expect(() => edited(['{"p": "q", "r": "a", "h": 1, "who": 3}'], schema, set('h', 2))).toThrow(/nobody’s mark is changed/);
  });
});
