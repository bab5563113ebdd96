import { describe, expect, it } from 'vitest';
import { commandOf, valueOf, type KeyContext, type Press } from '../../webview/keys.js';
import { attributeLetters } from '../../webview/letters.js';

const HELPSTEER = ['helpfulness', 'correctness', 'coherence', 'complexity', 'verbosity'];
const context: KeyContext = { typing: false, inside: false, inResponses: false, keysShown: false, pending: null, responses: 2, focused: 1, edits: ['flip', 'choose', 'set'], letters: attributeLetters(HELPSTEER) };

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
    [press('2'), { do: 'choose', response: 2 }],
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
    for (const key of ['z', 's', 'c', 'v', 'f', 'n', 'p']) {
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
    expect(commandOf(press('3'), context)).toBeNull();
  });

  it('offers an operation only where the file can take it', () => {
    const none: KeyContext = { ...context, edits: [] };
    for (const key of ['f', '1', '2', 't', 's', 'Enter']) expect(commandOf(press(key), none)).toBeNull();
    const strengths: KeyContext = { ...context, edits: ['flip', 'choose', 'tie', 'strength'], letters: attributeLetters(['style', 'tone'], ['tie', 'strength']) };
    expect(commandOf(press('t'), strengths)).toEqual({ do: 'tie' });
    expect(commandOf(press('s'), strengths)).toEqual({ do: 'askStrength' });
    expect(commandOf(press('y'), strengths)).toEqual({ do: 'attribute', name: 'style' });
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
    // In the worklist Enter edits nothing.
    expect(commandOf(press('Enter'), many)).toBeNull();
    const listed = { ...many, inResponses: true };
    expect(commandOf(press('Enter'), listed)).toEqual({ do: 'choose', response: 12 });
    expect(commandOf(press('Enter'), { ...listed, inside: true })).toBeNull();
    expect(commandOf(press('Enter'), { ...listed, edits: [] })).toBeNull();
    expect(commandOf(press('ArrowRight'), { ...many, inside: true })).toBeNull();
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
      ['o', 'overall'], ['c', 'confidence'], ['s', 'style'], ['d', 'detail'], ['l', 'clarity'],
    ]);
  });

  it('never takes a letter that moves or flips', () => {
    for (const letter of attributeLetters(['fluency', 'naturalness', 'politeness', 'accuracy', 'brevity']).keys()) expect('abfnp').not.toContain(letter);
  });

  it('gives an attribute of two pools one letter', () => {
    expect([...attributeLetters(['coherence', 'fluency', 'coherence', 'fluency'])]).toEqual([['o', 'coherence'], ['l', 'fluency']]);
    expect([...attributeLetters(['__proto__', 'constructor'])]).toEqual([['r', '__proto__'], ['c', 'constructor']]);
  });

  it('leaves an attribute without a free letter unnamed', () => {
    expect([...attributeLetters(['ab', 'nap'])]).toEqual([]);
  });
});
