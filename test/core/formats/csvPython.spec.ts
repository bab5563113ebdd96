import { describe, expect, it } from 'vitest';
import { EditError } from '../../../src/core/edits.js';
import { CsvFile } from '../../../src/core/formats/csv/file.js';
import { pythonLiteral } from '../../../src/core/formats/csv/pythonLiteral.js';
import { memorySource } from '../../support/memory.js';

describe('pythonLiteral', () => {
  // Left as Python's repr and NumPy's str print them, right as Python's json does.
  it.each([
    ["[{'role': 'user', 'content': \"it's\"}, {'role': 'assistant', 'content': 'say \"hi\"\\n\\ttab \\\\ back'}]", "[{\"role\": \"user\", \"content\": \"it's\"}, {\"role\": \"assistant\", \"content\": \"say \\\"hi\\\"\\n\\ttab \\\\ back\"}]"],
    ["['both \\' and \"', 'é 日本 😀 \\u200b\\x07 \\x00']", "[\"both ' and \\\"\", \"é 日本 😀 \u200b\\u0007 \\u0000\"]"],
    ["{'a': None, 'b': [True, False], 'c': {'d': -1.5e-07, 'e': []}}", "{\"a\": null, \"b\": [true, false], \"c\": {\"d\": -1.5e-07, \"e\": []}}"],
    ["[1, -2, 3.0, 1e+20]", "[1, -2, 3.0, 1e+20]"],
    ["[]", "[]"],
    ["{'__proto__': 1}", "{\"__proto__\": 1}"],
    ["[{'role': 'user', 'content': 'q'} {'role': 'assistant', 'content': 'a'}]", "[{\"role\": \"user\", \"content\": \"q\"}, {\"role\": \"assistant\", \"content\": \"a\"}]"],
    ["['x' 'y z']", "[\"x\", \"y z\"]"],
    ["[1.  2.5]", "[1.0, 2.5]"],
    ["[np.float64(1.5), np.int64(-2), np.str_(\"it's\"), np.float32(0.5)]", "[1.5, -2, \"it's\", 0.5]"],
    ["{'tags': array([], dtype=object), 'v': array([1. , 2.5]), 'w': array(['a', 'b'], dtype='<U1')}", "{\"tags\": [], \"v\": [1.0, 2.5], \"w\": [\"a\", \"b\"]}"],
  ])('%j', (literal, json) => {
    expect(JSON.stringify(pythonLiteral(literal))).toBe(JSON.stringify(JSON.parse(json)));
  });

  it.each([
    ["[1, 2"],
    ["['a' 'b'] x"],
    ["[\"a\"'b']"],
    ["{'a'}"],
    ["{1: 2}"],
    ["['a\\q']"],
    ["[12345678901234567890]"],
    ["array([1])"],
    ["[...]"],
    ["'a'"],
    ["['a\nb']"],
    ["[1,,2]"],
    ["{'a': 1 'b': 2}"],
    ["[Trueish]"],
    ["[1x]"],
    ['[np.float64(1.5]'],
    ['[print(1)]'],
    ['['.repeat(5000) + ']'.repeat(5000)],
  ])('is null of %j', (text) => {
    expect(pythonLiteral(text)).toBeNull();
  });
});

describe('a CSV file that pandas wrote of chat columns', () => {
  const row = `"[{'role': 'user', 'content': ""it's""}]","[{'role': 'assistant', 'content': 'yes'}]"\n`;
  const open = () => CsvFile.open('csv', memorySource(Buffer.from(`chosen,rejected\n${row}`)));

  it('holds messages, which change places as they are', async () => {
    const file = await open();
    expect(file.parse(row)).toEqual({ chosen: [{ role: 'user', content: "it's" }], rejected: [{ role: 'assistant', content: 'yes' }] });
    expect(file.patch(row, [{ kind: 'swap', a: ['chosen'], b: ['rejected'] }])).toBe(`"[{'role': 'assistant', 'content': 'yes'}]","[{'role': 'user', 'content': ""it's""}]"\n`);
  });

  it('says why an item inside cannot be edited', async () => {
    const edit = async () => (await open()).patch(row, [{ kind: 'set', path: ['chosen', 0, 'content'], value: 'x' }]);
    await expect(edit()).rejects.toThrow(EditError);
    await expect(edit()).rejects.toThrow('column "chosen" holds lists as Python prints them, whose items cannot be edited: write them as JSON');
  });
});
