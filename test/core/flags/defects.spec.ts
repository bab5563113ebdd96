import { describe, expect, test } from 'vitest';
import { isCutOff } from '../../../src/core/flags/defects/cutOff.js';
import { defectsOf } from '../../../src/core/flags/defects/defects.js';
import { isRefusal } from '../../../src/core/flags/defects/refusal.js';
import { fingerprints } from '../../../src/core/query/fingerprint.js';

const SENTENCES = 'Bread needs flour and water. Knead it for ten minutes by hand. Let it rise until it has doubled. Shape it gently on a floured board. Bake it hot, at 230 degrees, for half an hour. ';

describe('a cut-off end', () => {
  test.each<[string, string, boolean]>([
    ['in the middle of a last sentence', `${SENTENCES}Then take it out of the oven and put it on a rack where it`, true],
    ['the same with its full stop', `${SENTENCES}Then take it out of the oven and put it on a rack where it cools.`, false],
    ['after a comma', 'Of course. You will need flour, water, salt,', true],
    ['after a word that must go on', 'That is easy. First you have to look at the', true],
    ['an unclosed code block', 'Here it is:\n```python\nprint("hello")', true],
    ['a closed code block', 'Here it is:\n```python\nprint("hello")\n```', false],
    ['a short answer without a full stop', 'Paris', false],
    ['a summary without any full stops', 'my dog ate my homework and my teacher does not believe me and i do not know what to do now because the essay is due tomorrow morning at eight and i have to write it all over again from memory tonight', false],
    ['a list', `${SENTENCES}\n- flour that is as fresh as you can get it\n- water that is neither hot nor cold`, false],
    ['a numbered list', `${SENTENCES}\n1. Mix the flour with the water in a bowl\n2. Knead it until it is smooth and elastic`, false],
    ['a signature', `${SENTENCES}\n\nBest regards,`, false],
    ['a link', `${SENTENCES}You can read more of all this at https://example.com/bread/how-to-bake-it`, false],
    ['hash tags', `${SENTENCES}Now show us what you have baked, we cannot wait to see it! #bread #baking`, false],
    ['a full stop in Chinese', '面包需要面粉和水。揉十分钟。让它发酵，直到体积变成两倍。', false],
    ['nothing', '   ', false],
  ])('%s', (_, text, expected) => {
    expect(isCutOff(text, 200)).toBe(expected);
  });
});

describe('a refusal', () => {
  test.each<[string, boolean]>([
    ['I’m sorry, but I can’t help with that.', true],
    ['I cannot provide instructions for that.', true],
    ['As an AI language model, I am not able to discuss this topic.', true],
    ['Unfortunately, I’m unable to create that content.', true],
    ['抱歉，我无法提供这类信息。', true],
    ['作为一个人工智能语言模型，我不能回答这个问题。', true],
    ['I’m sorry to hear that you are unwell. Drink a lot, and rest.', false],
    ['You cannot bake bread without an oven, but a pan helps.', false],
    ['Sure! Here is how to do it.', false],
    [`I can’t help with that. ${'However, here is all that I know of it. '.repeat(40)}`, false],
    ['', false],
  ])('%s', (text, expected) => {
    expect(isRefusal(text)).toBe(expected);
  });
});

describe('defects of a record', () => {
  const of = (...texts: string[]) => defectsOf(texts, fingerprints(texts));

  test('none of good responses', () => {
    expect(of('One.', 'Another.')).toBeNull();
    expect(of('I’m sorry, but I can’t help with that.')).toBeNull();
  });

  test('each with its place', () => {
    expect(of('One.', ' \n')).toEqual({ empty: 1, identical: null, cutOff: null, refusals: false });
    expect(of('One.', 'Two.', 'One.')).toEqual({ empty: null, identical: [0, 2], cutOff: null, refusals: false });
    expect(of('I’m sorry, but I can’t help with that.', 'I cannot provide that.')).toMatchObject({ refusals: true });
    expect(of('I’m sorry, but I can’t help with that.', 'Sure.')).toBeNull();
    expect(of('One.', 'Easy. Take the')).toBeNull();
    expect(of('One.', 'Easy enough, I think. Now take the')).toMatchObject({ cutOff: 1 });
  });

  test('a hostile text takes no time', () => {
    const start = performance.now();
    for (const text of ['`'.repeat(1e6), '. '.repeat(5e5), 'a'.repeat(1e6), `${'x.\n'.repeat(3e5)}the`, ' '.repeat(1e6)]) of(text, 'One.');
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
