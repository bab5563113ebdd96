import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { hashHalves, hashOfHalves, recordHash } from '../../src/core/identity.js';
import { quotedTwice } from '../../src/core/quotedTwice.js';
import { sha256Hex16 } from '../../src/platform/node/hash.js';
import { Random } from '../support/random.js';
import { record, response } from '../support/records.js';

const PIECES = ['a', '"', '\\', '\n', '\\n', '\\"', '\t', '\r', '\u0000', '\u001f', '\u007f', '\u2028', 'é', '文', '😀', '\ud83d', '\udc00', '$&', '$1', '</script>'];
const texts = (seed: number) => {
  const random = new Random(seed);
  return Array.from({ length: 500 }, () => Array.from({ length: random.below(12) }, () => random.pick(PIECES)).join(''));
};

describe('ids', () => {
  it('quotedTwice: a JSON string within a JSON string', () => {
    for (const text of [...texts(1), ...PIECES, 'user', 'assistant', '']) {
      expect(`"\\"${quotedTwice(text)}\\""`, JSON.stringify(text)).toBe(JSON.stringify(JSON.stringify(text)));
    }
  });

  it('are the sha256 of JSON: the prompt as JSON text, and the sorted hashes of the responses', () => {
    const sha = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16);
    const all = texts(2);
    for (let i = 0; i + 6 < all.length; i += 6) {
      const prompt = [{ role: 'system', text: all[i]! }, { role: all[i + 1]!, text: all[i + 2]! }].slice(i % 3);
      const responses = [all[i + 3]!, all[i + 4]!, all[i + 5]!].slice(i % 2);
      const of = record(0, { prompt, responses: responses.map((text) => response(text)) });
      const expected = sha(JSON.stringify([JSON.stringify(prompt.map(({ role, text }) => [role, text])), ...responses.map(sha).sort()]));
      expect(recordHash(of, sha256Hex16)).toBe(expected);
      expect(hashOfHalves(...hashHalves(`${expected}#3`))).toBe(expected);
    }
    expect(hashOfHalves(...hashHalves('000000010000000a#0'))).toBe('000000010000000a');
  });
});
