/** Letters: which key names an attribute. */
import type { LabelOperation } from '../src/core/edits.js';

/** HelpSteer's attributes have keys that curators know; every other takes the first free letter of its name. */
const KNOWN: Readonly<Record<string, string>> = {
  helpfulness: 'h',
  correctness: 'c',
  coherence: 'o',
  complexity: 'x',
  verbosity: 'v',
};

/** Letters that mean something else on the page. */
const TAKEN = 'abfnp';
/** Letters of what some files can take. */
const OPERATIONS: Readonly<Partial<Record<LabelOperation['kind'], string>>> = { tie: 't', strength: 's' };

/** Letter -> attribute, in a file that takes these edits. An attribute whose letters are all taken has none, and is set with the pointer. */
export function attributeLetters(names: readonly string[], edits: readonly LabelOperation['kind'][] = []): ReadonlyMap<string, string> {
  const attributes = [...new Set(names)];
  const taken = TAKEN + edits.map((kind) => OPERATIONS[kind] ?? '').join('');
  const letters = new Map<string, string>();
  for (const name of attributes) {
    const known = Object.hasOwn(KNOWN, name) ? KNOWN[name] : undefined;
    if (known) letters.set(known, name);
  }
  for (const name of attributes) {
    if (Object.hasOwn(KNOWN, name)) continue;
    const free = [...name.toLowerCase()].find((char) => /[a-z]/.test(char) && !taken.includes(char) && !letters.has(char));
    if (free) letters.set(free, name);
  }
  return letters;
}
