import { describe, expect, it } from 'vitest';
import { DEFAULT_KEYS } from '../../src/protocol/keyTable.js';
import { keyMap } from '../../webview/keymap.js';
import { commandOf, keptInside, valueOf, type KeyContext, type Press } from '../../webview/keys.js';
import { attributeLetters } from '../../webview/letters.js';

const HELPSTEER = ['helpfulness', 'correctness', 'coherence', 'complexity', 'verbosity'];
const context: KeyContext = { typing: false, inside: false, inResponses: false, keysShown: false, pending: null, responses: 2, focused: 1, edits: ['flip', 'choose', 'set'], letters: attributeLetters(HELPSTEER), bound: keyMap(DEFAULT_KEYS) };

function press(key: string, patch: Partial<Press> = {}): Press {
  return { key, code: '', shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, isComposing: false, ...patch };
}

describe('keys', () => {
  it.each([
    [press('n'), { do: 'step', by: 1, flagged: false }],
    [press('p'), { do: 'step', by: -1, flagged: false }],
    [press('N', { shiftKey: true }), { do: 'step', by: 1, flagged: true }],
    [press('P', { shiftKey: true }), { do: 'step', by: -1, flagged: true }],
    [press(']'), { do: 'step', by: 1, flagged: true }],
    [press('['), { do: 'step', by: -1, flagged: true }],
    [press('ArrowDown'), { do: 'step', by: 1, flagged: false }],
    [press('ArrowUp'), { do: 'step', by: -1, flagged: false }],
    [press('f'), { do: 'flip' }],
    [press('Enter'), { do: 'accept' }],
    [press('g'), { do: 'accept' }],
    [press('j'), { do: 'skip' }],
    [press('w'), { do: 'note' }],
    [press('Delete'), { do: 'drop' }],
    [press('u'), { do: 'undo' }],
    [press('z', { ctrlKey: true }), { do: 'undo' }],
    [press('Z', { ctrlKey: true, shiftKey: true }), { do: 'redo' }],
    [press('z', { metaKey: true }), { do: 'undo' }],
    [press('d'), { do: 'read', how: 'diff' }],
    [press('D', { shiftKey: true }), { do: 'read', how: 'diffLayout' }],
    [press('2'), { do: 'choose', response: 2 }],
    // The page says that there is none; VS Code's own binding would say it in a notification that stays.
    [press('7'), { do: 'choose', response: 7 }],
    [press('b'), { do: 'focus', response: 2 }],
    [press('h'), { do: 'attribute', name: 'helpfulness' }],
    [press('c'), { do: 'attribute', name: 'correctness' }],
    [press('o'), { do: 'attribute', name: 'coherence' }],
    [press('x'), { do: 'attribute', name: 'complexity' }],
    [press('v'), { do: 'attribute', name: 'verbosity' }],
    [press('/'), { do: 'filter' }],
    [press('?', { shiftKey: true }), { do: 'keys' }],
    [press('Escape'), { do: 'escape' }],
    [press(' '), { do: 'scroll', by: 1 }],
  ])('%o', (key, command) => {
    expect(commandOf(key, context)).toEqual(command);
  });

  it('leaves VS Code its own keys', () => {
    for (const key of ['s', 'c', 'v', 'f', 'n', 'p']) {
      expect(commandOf(press(key, { ctrlKey: true }), context)).toBeNull();
      expect(commandOf(press(key, { metaKey: true }), context)).toBeNull();
    }
    expect(commandOf(press('F1'), context)).toBeNull();
    expect(commandOf(press('Tab'), context)).toBeNull();
    expect(commandOf(press('F', { shiftKey: true }), context)).toBeNull();
  });

  it('does nothing but Escape while text is typed or the sheet is open', () => {
    for (const state of [{ ...context, typing: true }, { ...context, keysShown: true }]) {
      for (const key of ['n', 'f', '1', 'h', '/', 'ArrowDown', ' ']) expect(commandOf(press(key), state)).toBeNull();
      expect(commandOf(press('Escape'), state)).toEqual({ do: 'escape' });
    }
    expect(commandOf(press('n', { isComposing: true }), context)).toBeNull();
  });

  it('leaves arrows and the space bar to what has the focus', () => {
    const inside = { ...context, inside: true };
    expect(commandOf(press('ArrowDown'), inside)).toBeNull();
    expect(commandOf(press(' '), inside)).toBeNull();
    expect(commandOf(press('n'), inside)).toEqual({ do: 'step', by: 1, flagged: false });
  });

  it('reads a digit as the value of the attribute that was named', () => {
    const asked: KeyContext = { ...context, pending: { kind: 'value', attribute: 'helpfulness' } };
    expect(commandOf(press('0'), asked)).toEqual({ do: 'value', digit: 0 });
    expect(commandOf(press('0'), context)).toBeNull();
    expect(commandOf(press('3'), { ...context, edits: ['set'] })).toBeNull();
  });

  it('offers an operation only where the file can take it', () => {
    const none: KeyContext = { ...context, edits: [] };
    for (const key of ['f', '1', '2', 't', 's']) expect(commandOf(press(key), none)).toBeNull();
    const strengths: KeyContext = { ...context, edits: ['flip', 'choose', 'tie', 'strength'], letters: attributeLetters(['style', 'tone'], ['tie', 'strength']) };
    expect(commandOf(press('t'), strengths)).toEqual({ do: 'tie' });
    expect(commandOf(press('s'), strengths)).toEqual({ do: 'askStrength' });
    expect(commandOf(press('l'), strengths)).toEqual({ do: 'attribute', name: 'style' });
    expect(commandOf(press('o'), strengths)).toEqual({ do: 'attribute', name: 'tone' });
  });

  it('reads letters and digits as side and size while a strength is asked for', () => {
    const asked: KeyContext = { ...context, edits: ['strength'], pending: { kind: 'strength', response: 1 } };
    expect(commandOf(press('b'), asked)).toEqual({ do: 'side', response: 2 });
    expect(commandOf(press('0'), asked)).toEqual({ do: 'strength', digit: 0 });
    expect(commandOf(press('3'), asked)).toEqual({ do: 'strength', digit: 3 });
  });

  it('moves among many responses with the arrows, and chooses by Enter in their list alone', () => {
    const many: KeyContext = { ...context, responses: 100, focused: 12 };
    expect(commandOf(press('ArrowRight'), many)).toEqual({ do: 'focus', response: 13 });
    expect(commandOf(press('ArrowLeft'), many)).toEqual({ do: 'focus', response: 11 });
    expect(commandOf(press('ArrowRight'), { ...many, focused: 100 })).toBeNull();
    // In the worklist Enter edits nothing: it accepts.
    expect(commandOf(press('Enter'), many)).toEqual({ do: 'accept' });
    const listed = { ...many, inResponses: true };
    expect(commandOf(press('Enter'), listed)).toEqual({ do: 'choose', response: 12 });
    expect(commandOf(press('Enter'), { ...listed, inside: true })).toBeNull();
    expect(commandOf(press('Enter'), { ...listed, edits: [] })).toEqual({ do: 'accept' });
    expect(commandOf(press('ArrowRight'), { ...many, inside: true })).toBeNull();
  });

  it('keeps from VS Code what is typed, and what a button takes', () => {
    const typing = { typing: true, inside: false, keysShown: false };
    for (const key of ['n', 'Enter', 'ArrowDown', '?']) expect(keptInside(press(key), typing)).toBe(true);
    expect(keptInside(press('z', { ctrlKey: true }), typing)).toBe(true);
    // VS Code selects all some time after the key, and with it what was typed meanwhile.
    expect(keptInside(press('a', { ctrlKey: true }), typing)).toBe(true);
    expect(keptInside(press('s', { ctrlKey: true }), typing)).toBe(false);
    for (const key of ['F1', 'Escape']) expect(keptInside(press(key), typing)).toBe(false);
    const inside = { typing: false, inside: true, keysShown: false };
    expect(keptInside(press('Enter'), inside)).toBe(true);
    expect(keptInside(press('n'), inside)).toBe(false);
    expect(commandOf(press('Enter'), { ...context, inside: true })).toBeNull();
    expect(commandOf(press('z', { ctrlKey: true }), { ...context, typing: true })).toBeNull();
  });

  it('follows bindings of the user, for other commands too', () => {
    const own: KeyContext = { ...context, bound: keyMap([{ command: 'tiebreak.next', key: 'q' }, { command: 'tiebreak.toggleBlind', key: 'shift+b' }, { command: 'tiebreak.accept', key: 'ctrl+enter' }]) };
    expect(commandOf(press('q'), own)).toEqual({ do: 'step', by: 1, flagged: false });
    expect(commandOf(press('n'), own)).toBeNull();
    expect(commandOf(press('B', { shiftKey: true }), own)).toEqual({ do: 'command', command: 'tiebreak.toggleBlind' });
    expect(commandOf(press('Enter', { ctrlKey: true }), own)).toBeNull();
  });

  it('goes by the key place where a layout has no Latin letters or puts digits behind Shift', () => {
    expect(commandOf(press('т', { code: 'KeyN' }), context)).toEqual({ do: 'step', by: 1, flagged: false });
    expect(commandOf(press('&', { code: 'Digit1' }), context)).toEqual({ do: 'choose', response: 1 });
    expect(commandOf(press('!', { code: 'Digit1', shiftKey: true }), context)).toBeNull();
  });

  it('lets an attribute on a scale to ten be set by one digit', () => {
    expect(valueOf(0, 1, 10)).toBe(10);
    expect(valueOf(0, 0, 4)).toBe(0);
    expect(valueOf(5, 0, 4)).toBeNull();
    expect(valueOf(0, 1, 5)).toBeNull();
  });
});

describe('attribute letters', () => {
  it('gives other attributes the first free letter of their names', () => {
    expect([...attributeLetters(['overall', 'confidence', 'style', 'detail', 'clarity'])]).toEqual([
      ['o', 'overall'], ['c', 'confidence'], ['s', 'style'], ['e', 'detail'], ['l', 'clarity'],
    ]);
  });

  it('never takes a letter that moves or flips', () => {
    for (const letter of attributeLetters(['fluency', 'naturalness', 'politeness', 'accuracy', 'brevity']).keys()) expect('abdfgjkmnpuwyz').not.toContain(letter);
  });

  it('gives an attribute of two pools one letter', () => {
    expect([...attributeLetters(['coherence', 'fluency', 'coherence', 'fluency'])]).toEqual([['o', 'coherence'], ['l', 'fluency']]);
    expect([...attributeLetters(['__proto__', 'constructor'])]).toEqual([['r', '__proto__'], ['c', 'constructor']]);
  });

  it('leaves an attribute without a free letter unnamed', () => {
    expect([...attributeLetters(['ab', 'nap'])]).toEqual([]);
  });
});
