import { describe, expect, it } from 'vitest';
import { keyText } from '../../../src/core/scoring/key.js';

const user = (text: string) => ({ role: 'user', text });

describe('keyText', () => {
  it('is equal for equal inputs, whatever else their objects hold', () => {
    const turn = { text: 'a', role: 'user', more: 1 };
    expect(keyText({ prompt: [turn], response: 'b' })).toBe(keyText({ prompt: [user('a')], response: 'b' }));
  });

  it('tells apart what only looks alike when joined', () => {
    const texts = [
      keyText({ prompt: [user('a'), user('b')], response: 'c' }),
      keyText({ prompt: [user('a')], response: 'b' }),
      keyText({ prompt: [user('a","user","b')], response: 'c' }),
      keyText({ prompt: [{ role: 'system', text: 'a' }, user('b')], response: 'c' }),
      keyText({ prompt: [user('a')], response: '\ud800' }),
      keyText({ prompt: [user('a')], response: '\ufffd' }),
    ];
    expect(new Set(texts).size).toBe(texts.length);
  });
});
