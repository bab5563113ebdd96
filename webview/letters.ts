/** Letters: which key names an attribute. */
import type { LabelOperation } from '../src/core/edits.js';
import { DEFAULT_KEYS, type KeyBinding } from '../src/protocol/keyTable.js';

/** HelpSteer's attributes have keys that curators know; every other takes the first free letter of its name. */
const KNOWN: Readonly<Record<string, string>> = {
  helpfulness: 'h',
  correctness: 'c',
  coherence: 'o',
  complexity: 'x',
  verbosity: 'v',
};

/** Letters that name a response. */
const RESPONSES = 'ab';
/** Commands that some files cannot take: there their letters are free. */
const OPERATIONS: Readonly<Record<string, LabelOperation['kind']>> = { 'tiebreak.tie': 'tie', 'tiebreak.setStrength': 'strength' };

let bound: readonly KeyBinding[] = DEFAULT_KEYS;

/** From now on attributes leave these keys alone; the page's one table, so that every part of it names the same letters. */
export function bindLetters(keys: readonly KeyBinding[]): void {
  bound = keys;
}

/** Letter -> attribute, in a file that takes these edits. An attribute whose letters are all taken has none, and is set with the pointer. */
export function attributeLetters(names: readonly string[], edits: readonly LabelOperation['kind'][] = []): ReadonlyMap<string, string> {
  const attributes = [...new Set(names)];
  const used = bound.filter(({ command }) => !Object.hasOwn(OPERATIONS, command) || edits.includes(OPERATIONS[command] as LabelOperation['kind']));
  const taken = new Set([...RESPONSES, ...used.map(({ key }) => key)]);
  const letters = new Map<string, string>();
  for (const name of attributes) {
    const known = Object.hasOwn(KNOWN, name) ? KNOWN[name] : undefined;
    if (known && !taken.has(known)) letters.set(known, name);
  }
  const named = new Set(letters.values());
  for (const name of attributes) {
    if (named.has(name)) continue;
    const free = [...name.toLowerCase()].find((char) => /[a-z]/.test(char) && !taken.has(char) && !letters.has(char));
    if (free) letters.set(free, name);
  }
  return letters;
}
