import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { KEYS } from '../../../src/core/schemas/mapping/keys.js';
import { parseMapping } from '../../../src/core/schemas/mapping/parse.js';

interface Definition {
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly anyOf?: readonly Definition[];
  readonly description?: string;
}
const schema = JSON.parse(readFileSync(join(import.meta.dirname, '../../../media/schemas/mapping.schema.json'), 'utf8')) as Definition & { definitions: Record<string, Definition> };
const valid = new Ajv({ strict: false }).compile(schema);
const FOLDER = join(import.meta.dirname, '../../fixtures/mappings');
const base = { prompt: '/p', responses: '/r' };

describe('the JSON schema for editors', () => {
  const propertiesOf = (definition: Definition): string[] => [...Object.keys(definition.properties ?? {}), ...(definition.anyOf ?? []).flatMap(propertiesOf)];

  it.each(Object.entries(KEYS))('%s has the keys that are read', (name, keys) => {
    const definition = name === 'mapping' ? schema : schema.definitions[name];
    expect([...new Set(propertiesOf(definition!))].sort()).toEqual([...keys].sort());
  });

  it('describes every key', () => {
    const undescribed: string[] = [];
    const walk = (definition: Definition, at: string): void => {
      for (const [key, value] of Object.entries(definition.properties ?? {})) {
        const described = value as Definition & { $ref?: string };
        const target = described.$ref ? schema.definitions[described.$ref.replace('#/definitions/', '')] : undefined;
        if (!described.description && !target?.description) undescribed.push(`${at}.${key}`);
      }
      for (const each of definition.anyOf ?? []) walk(each, at);
    };
    walk(schema, 'mapping');
    for (const [name, definition] of Object.entries(schema.definitions)) walk(definition, name);
    expect(undescribed).toEqual([]);
  });
});

/** What both must take. */
const SOUND: readonly [string, unknown][] = [
  ...readdirSync(FOLDER).map((name): [string, unknown] => [name, JSON.parse(readFileSync(join(FOLDER, name), 'utf8'))]),
  ['the shortest', { responses: '/r' }],
  ['sides', { $schema: 'x', name: 'n', prompt: ['/a', { path: '/b', role: 'system' }], chosen: '/c', rejected: '/d', models: ['/m', '/n'], judges: { g: { path: '/g', values: { 1: true, 0: false, '-1': null } } }, split: '/s', subset: '/t' }],
  ['pools', { ...base, labels: { h: [{ path: '/x/*/h', scale: '1..5', pool: 'x' }, { path: '/y/*/h', scale: '0.5..1', pool: 'y', values: { a: 0.5 } }] } }],
  ['long', { ...base, group: { by: ['/p', '/i'], rows: 'ratings' }, annotator: '/w', labels: { h: { path: '/h', scale: '-2..2', annotator: 'j' } } }],
  ['run', { ...base, group: { by: '/p', kind: 'run', size: 4 } }],
  ['strength and votes', { prompt: '/p', responses: ['/a', '/b'], preference: { path: '/w', values: { A: 1, tie: 0 } }, strength: { path: '/s', scale: '-3..3', values: { x: -1 } }, votes: { path: '/v/*', scale: '-3..3', values: { y: 2 } } }],
  ['counts', { prompt: '/p', responses: ['/a', '/b'], votes: { first: '/x', second: '/y', tie: '/z' } }],
  ['escapes', { responses: '/a~1b~0c/*', scores: { '': '/s' } }],
];

/** What both must refuse: what is said of it, and where. */
const UNSOUND: readonly [string, unknown, string][] = [
  ['no object', [], 'the mapping: is a list, not an object'],
  ['nothing', {}, 'responses: is missing; give responses, or chosen and rejected'],
  ['a key that is nearly one', { ...base, preferense: '/w' }, 'preferense: is not a key here; did you mean preference?'],
  ['a key in another case', { ...base, Labels: {} }, 'Labels: is not a key here; did you mean labels?'],
  ['a key that is none', { ...base, colour: 1 }, 'colour: is not a key here; there are $schema, name, group'],
  ['a hostile key', JSON.parse('{"responses":"/r","__proto__":{}}'), '__proto__: is not a key here'],
  ['a nested key', { ...base, labels: { h: { path: '/h', scale: '0..4', value: {} } } }, 'labels.h.value: is not a key here; did you mean values?'],
  ['a column in place of a path', { prompt: 'p', responses: '/r' }, 'prompt: "p" is not a path: one starts with a slash'],
  ['a number in place of a path', { ...base, split: 3 }, 'split: is a number, not a path such as "/prompt"'],
  ['an empty list', { ...base, responses: [] }, 'responses: is an empty list of paths'],
  ['responses and sides', { responses: '/r', chosen: '/c', rejected: '/d' }, 'chosen: cannot stand beside responses'],
  ['one side', { chosen: '/c' }, 'rejected: is missing beside chosen'],
  ['no scale', { ...base, labels: { 'a b': { path: '/h' } } }, 'labels."a b".scale: is missing, not a scale such as "1..5"'],
  ['a scale of numbers', { ...base, labels: { h: { path: '/h', scale: [1, 5] } } }, 'labels.h.scale: is [1,5], not a scale such as "1..5"'],
  ['an empty map', { ...base, preference: { path: '/w', values: {} } }, 'preference.values: is empty'],
  ['a word that is no side', { ...base, preference: { path: '/w', values: { A: 'first' } } }, 'preference.values.A: is text, not a number from 0 to 10000'],
  ['a group without by', { ...base, group: { kind: 'key' } }, 'group.by: is missing, not a path'],
  ['a kind of group', { ...base, group: { by: '/p', kind: 'blocks', size: 2 } }, 'group.kind: is "blocks", not "key" or "run" or "block"'],
  ['half a row', { ...base, group: { by: '/p', kind: 'run', size: 1.5 } }, 'group.size: is 1.5, not a whole number'],
  ['votes by path and count', { ...base, votes: { path: '/v', first: '/x' } }, 'votes.first: cannot stand beside votes.path'],
  ['one count', { ...base, votes: { first: '/x' } }, 'votes.second: is missing, not a path'],
  ['a judge without values', { ...base, judges: { g: { path: '/g' } } }, 'judges.g.values: is missing'],
  ['an opinion that is none', { ...base, judges: { g: { path: '/g', values: { 1: 'yes' } } } }, 'judges.g.values.1: is not true'],
];

/** What JSON Schema cannot say, and the mapping's own reader does. */
const STRICTER: readonly [string, unknown, string][] = [
  ['three stars', { responses: '/*/*/*' }, 'responses: /*/*/* has more than two *'],
  ['a bad escape', { responses: '/a~2' }, 'responses: in "a~2" a tilde must be written ~0'],
  ['a scale upside down', { ...base, labels: { h: { path: '/h', scale: '5..1' } } }, 'labels.h.scale: is 5..1, whose first end is not below the second'],
  ['a meaning outside the scale', { ...base, labels: { h: { path: '/h', scale: '0..1', values: { yes: 2 } } } }, 'labels.h.values.yes: is 2, not a number from 0 to 1'],
  ['a strength without a sign', { ...base, strength: { path: '/s', scale: '1..5' } }, 'strength.scale: is 1..5; a strength is signed'],
  ['too many paths', { prompt: '/p', responses: ['/a', '/b'], models: ['/x', '/y', '/z'] }, 'models: has 3 paths for 2 paths of responses'],
  ['two labels of one pool', { ...base, labels: { h: [{ path: '/h', scale: '0..1' }, { path: '/i', scale: '0..1' }] } }, 'labels.h: has two labels of the same pool'],
  ['several preferences', { ...base, preference: '/w_*' }, 'preference: is /w_*; a * names several values'],
  ['a block without size', { ...base, group: { by: '/p', kind: 'block' } }, 'group.size: is missing: how many rows a block has'],
  ['a preference of a group', { ...base, group: { by: '/p' }, preference: '/w' }, 'preference: cannot stand beside group'],
  ['a preference of sides', { chosen: '/c', rejected: '/d', preference: '/w' }, 'preference: cannot stand beside chosen and rejected'],
  ['an annotator of no ratings', { ...base, annotator: '/w' }, 'annotator: needs group with "rows": "ratings"'],
  ['ratings of nothing', { ...base, group: { by: '/p', rows: 'ratings' } }, 'labels: is missing'],
];

describe('a mapping', () => {
  it.each(SOUND)('%s is sound to both', (_, mapping) => {
    expect(() => parseMapping(mapping)).not.toThrow();
    expect(valid(mapping), JSON.stringify(valid.errors)).toBe(true);
  });

  it.each(UNSOUND)('%s is refused by both, with its place', (_, mapping, message) => {
    expect(() => parseMapping(mapping)).toThrow(message);
    expect(valid(mapping)).toBe(false);
  });

  it.each(STRICTER)('%s is refused with its place', (_, mapping, message) => {
    expect(() => parseMapping(mapping)).toThrow(message);
  });
});
