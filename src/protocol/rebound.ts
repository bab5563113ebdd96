/** What a user's keybindings.json makes of the keys that come with the extension. */
import type { KeyBinding } from './keyTable.js';

/** A rule of keybindings.json, as far as it is understood. */
export interface Rule {
  readonly key: string;
  readonly command: string;
  readonly args?: unknown;
}

/** The keys after the user's rules: `-command` takes a default away, a rule of ours adds one in the place of what the key did. */
export function rebound(defaults: readonly KeyBinding[], rules: readonly Rule[]): readonly KeyBinding[] {
  let keys = [...defaults];
  for (const { key, command, args } of rules) {
    const name = key.trim().toLowerCase();
    if (command.startsWith('-tiebreak.')) keys = keys.filter((each) => each.command !== command.slice(1) || (name !== '' && each.key !== name));
    else if (command.startsWith('tiebreak.')) keys = [...keys.filter((each) => each.key !== name), { command, key: name, ...(typeof args === 'number' && { args }) }];
  }
  return keys;
}

/** Reads JSON with comments and commas at the end, as VS Code writes it. Throws where it is none. */
export function readRules(text: string): readonly Rule[] {
  // A string is taken whole, so that what looks like a comment in it stays.
  const plain = text.replace(/("(?:[^"\\]|\\.)*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (_, literal: string | undefined) => literal ?? ' ');
  const rules: unknown = JSON.parse(plain.replace(/("(?:[^"\\]|\\.)*")|,(?=\s*[\]}])/g, (_, literal: string | undefined) => literal ?? '').trim() || '[]');
  if (!Array.isArray(rules)) return [];
  return rules.filter((rule): rule is Rule => typeof rule === 'object' && rule !== null && typeof (rule as Rule).key === 'string' && typeof (rule as Rule).command === 'string');
}
