import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ownFlags, ownReason } from '../../../src/core/flags/own/ownFlag.js';
import { FLAGS, MOST_FLAGS } from '../../../src/core/flags/registry.js';
import { DEFAULT_THRESHOLDS, THRESHOLD_RANGES, withThresholds } from '../../../src/core/flags/thresholds.js';

const manifest = JSON.parse(readFileSync(join(import.meta.dirname, '../../../package.json'), 'utf8')) as {
  contributes: { configuration: { properties: Record<string, { default?: unknown; minimum?: number; maximum?: number }> } };
};

describe('thresholds', () => {
  test('every one is a setting with the same default and range, and no other is', () => {
    const { properties } = manifest.contributes.configuration;
    const settings = Object.keys(properties).filter((name) => name.startsWith('tiebreak.thresholds.'));
    expect(settings.sort()).toEqual(THRESHOLD_RANGES.map(([name]) => `tiebreak.thresholds.${name}`).sort());
    for (const [name, [minimum, maximum]] of THRESHOLD_RANGES) {
      expect(properties[`tiebreak.thresholds.${name}`]).toMatchObject({ default: DEFAULT_THRESHOLDS[name], minimum, maximum });
    }
  });

  test('some are changed, the others stay', () => {
    expect(withThresholds({})).toEqual(DEFAULT_THRESHOLDS);
    expect(withThresholds({ contestedSign: 0.95, varianceBins: 7.4 })).toEqual({ ...DEFAULT_THRESHOLDS, contestedSign: 0.95, varianceBins: 7 });
  });

  test.each<[Record<string, unknown>, RegExp]>([
    [{ contested: 1 }, /There is no threshold contested\. Thresholds: contestedSign, spreadShare/],
    [{ __proto__: null, constructor: 1 }, /There is no threshold constructor/],
    [{ contestedSign: 0.2 }, /contestedSign must be a number from 0\.5 to 1, not 0\.2/],
    [{ ambiguousMean: '0.5' }, /ambiguousMean must be a number from 0 to 100, not 0\.5/],
    [{ varianceShare: NaN }, /varianceShare must be a number/],
  ])('%j is refused', (changes, why) => {
    expect(() => withThresholds(changes)).toThrow(why);
  });

  test('every flag tells its numbers by the limits it was given', () => {
    for (const { judge } of FLAGS) expect(() => judge({ mean: new Float64Array(), sd: new Float64Array() }, withThresholds({}))).not.toThrow();
  });
});

describe('flags of the user’s own', () => {
  test('name, condition and message', () => {
    expect(ownFlags([{ name: 'too long', where: 'length_1 > 2000' }, { name: 'b', where: 'true', message: 'It is {mean}.' }])).toEqual([
      { name: 'too long', where: 'length_1 > 2000', message: null },
      { name: 'b', where: 'true', message: 'It is {mean}.' },
    ]);
    expect(ownFlags([])).toEqual([]);
  });

  test.each<[unknown, RegExp]>([
    [{ name: 'a', where: 'b' }, /are a list of objects/],
    [[{ where: 'true' }], /Flag 1 of your own needs a name/],
    [[{ name: '<img>', where: 'true' }], /Flag 1 of your own needs a name/],
    [[{ name: 'contested', where: 'true' }], /contested is a built-in flag/],
    [[{ name: 'a', where: ' ' }], /Flag a needs a condition/],
    [[{ name: 'a', where: 'true', message: 3 }], /message of flag a must be a text/],
    [[{ name: 'a', where: 'true' }, { name: 'a', where: 'false' }], /two flags called a/],
    [Array.from({ length: MOST_FLAGS - FLAGS.length + 1 }, (_, i) => ({ name: `f${i}`, where: 'true' })), /room for 23 flags of your own, and 24 are given/],
    [[null], /Flag 1/],
  ])('%j is refused', (given, why) => {
    expect(() => ownFlags(given)).toThrow(why);
  });

  test('the message has the record’s values in its places', () => {
    const flag = { name: 'a', where: 'true', message: '{mean} of {models} in {subset}, {flags}; {nothing} {__proto__} {toString}' };
    expect(ownReason(flag, { mean: -1.234567, models: 3, subset: null, flags: ['contested', 'x'] })).toBe('−1.23 of 3 in none, contested, x; {nothing} {__proto__} {toString}');
    expect(ownReason({ ...flag, message: null, where: 'mean < 0' }, {})).toBe('It meets your condition: mean < 0');
  });
});
