import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DEFAULT_KEYS, KEYS_WHEN, UNDO_KEYS } from '../../src/protocol/keyTable.js';
import { readRules, rebound } from '../../src/protocol/rebound.js';

interface Contributed {
  readonly command: string;
  readonly key: string;
  readonly mac?: string;
  readonly args?: number;
  readonly when?: string;
}

const { contributes } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { contributes: { keybindings: Contributed[]; commands: { command: string }[] } };

describe('the key table', () => {
  it('is what package.json contributes, so that every key can be rebound', () => {
    const contributed = contributes.keybindings.filter(({ command }) => [...DEFAULT_KEYS, ...UNDO_KEYS].some((each) => each.command === command));
    expect(contributed.map(({ when, ...binding }) => binding)).toEqual([...DEFAULT_KEYS, ...UNDO_KEYS]);
    expect(contributed.every(({ when }) => when === KEYS_WHEN)).toBe(true);
  });

  it('names commands that there are, and no key twice', () => {
    const commands = new Set(contributes.commands.map(({ command }) => command));
    expect(DEFAULT_KEYS.filter(({ command }) => !commands.has(command))).toEqual([]);
    expect(new Set(DEFAULT_KEYS.map(({ key }) => key)).size).toBe(DEFAULT_KEYS.length);
  });
});

describe('keybindings.json', () => {
  it('is read with comments and commas at the end', () => {
    expect(readRules('// mine\n[ { "key": "q", "command": "tiebreak.next", /* here */ "when": "a // b" }, ]')).toEqual([{ key: 'q', command: 'tiebreak.next', when: 'a // b' }]);
    expect(readRules('')).toEqual([]);
    expect(readRules('{"key": "q"}')).toEqual([]);
    expect(() => readRules('[{')).toThrow();
  });

  it('takes keys away, adds some, and gives a key another command', () => {
    const keys = [{ command: 'tiebreak.next', key: 'n' }, { command: 'tiebreak.next', key: 'down' }, { command: 'tiebreak.skip', key: 'j' }];
    expect(rebound(keys, [{ key: 'n', command: '-tiebreak.next' }])).toEqual([keys[1], keys[2]]);
    expect(rebound(keys, [{ key: 'J', command: 'tiebreak.next' }, { key: 'n', command: 'editor.action.x' }])).toEqual([keys[0], keys[1], { command: 'tiebreak.next', key: 'j' }]);
    expect(rebound(keys, [{ key: '4', command: 'tiebreak.choose', args: 4 }]).at(-1)).toEqual({ command: 'tiebreak.choose', key: '4', args: 4 });
  });
});
