/** Letters: which names a response, and which key names an attribute. */

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

/** A, B, ... for a response's number (from 1); a number sign and the number after Z. */
export function responseLetter(number: number): string {
  return number <= 26 ? String.fromCharCode(64 + number) : `#${number}`;
}

/** Letter -> attribute. An attribute whose letters are all taken has none, and is set with the pointer. */
export function attributeLetters(attributes: readonly string[]): ReadonlyMap<string, string> {
  const letters = new Map<string, string>();
  for (const name of attributes) {
    const known = KNOWN[name];
    if (known) letters.set(known, name);
  }
  for (const name of attributes) {
    if (KNOWN[name]) continue;
    const free = [...name.toLowerCase()].find((char) => /[a-z]/.test(char) && !TAKEN.includes(char) && !letters.has(char));
    if (free) letters.set(free, name);
  }
  return letters;
}
