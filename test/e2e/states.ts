/** Data for the states that pictures are taken of: made up, but of the shape and size of real ones. */
import { lines } from './corpus.js';

const WORDS = 'the answer depends on how heat moves through thin ice while water below it stays just above freezing so a lake seldom turns solid and fish live on under a lid of snow'.split(' ');
const QUESTIONS = ['Why does ice float on water, and what would happen to lakes if it did not?', 'Write a haiku about the first frost.', 'Explain how a heat pump works to a ten-year-old.', 'Is it safe to walk on a frozen pond?'];

/** A text of so many words, the same for the same seed. */
export function prose(words: number, seed: number): string {
  const text = Array.from({ length: words }, (_, i) => WORDS[(seed * 7 + i * (3 + (seed % 5))) % WORDS.length]).join(' ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

const question = (i: number) => QUESTIONS[i % QUESTIONS.length]!;

/** Pairs with three reward models' scores, some of them against the label. */
export const scoredPairs = lines(Array.from({ length: 40 }, (_, i) => ({
  chosen: [`Human: ${question(i)}`, `Assistant: ${prose(70, i)}`],
  rejected: [`Human: ${question(i)}`, `Assistant: ${prose(55, i + 9)}`],
  'chosen score list': [0, 1, 2].map((m) => Math.round(100 * (Math.sin(i * 1.3 + m) * 2 + (i % 7 === 0 ? -2 : 1))) / 100),
  'rejected score list': [0, 1, 2].map((m) => Math.round(100 * Math.cos(i * 0.7 + m)) / 100),
})));

/** A prompt with a hundred ranked responses, and a pair apart. */
export const raft = lines(Array.from({ length: 12 }, (_, i) => ({
  prompt: question(i),
  rewardbench_chosen: prose(40, i), rewardbench_chosen_model: 'gpt-4-turbo',
  rewardbench_rejected: prose(30, i + 50), rewardbench_rejected_model: 'vicuna-7b',
  ...Object.fromEntries(Array.from({ length: 100 }, (_, k) => [
    [`response_${k + 1}`, prose(30 + ((k * 13) % 120), i + k)],
    [`reward_${k + 1}`, Math.round(1000 * (Math.sin(k * 1.7 + i) * 3 + k / 60)) / 1000],
    [`response_${k + 1}_model`, ['llama-3-70b', 'mixtral-8x22b', 'qwen-2-72b', 'gemma-2-27b', 'yi-34b', 'command-r-plus', 'phi-3-medium'][(k + i) % 7]],
  ]).flat()),
})));

const CODE = (name: string) => `Here is one way:\n\n\`\`\`python\ndef ${name}(values: list[float]) -> float:\n    """The mean, and nothing for an empty list."""\n    return sum(values) / len(values) if values else 0.0\n\`\`\`\n\nIt takes $O(n)$ time, since\n\n$$\\bar{x} = \\frac{1}{n}\\sum_{i=1}^{n} x_i$$\n\n| n | seconds |\n|---|---|\n| 10 | 0.01 |\n| 1,000 | 0.9 |`;

/** A conversation of several turns with code, a table and formulas. */
export const conversation = lines(Array.from({ length: 12 }, (_, i) => ({
  prompt: [{ role: 'system', content: 'You are a careful programmer.' }, { role: 'user', content: 'How do I take the mean of a list in Python?' }, { role: 'assistant', content: CODE('mean') }, { role: 'user', content: `And the *median* of list ${i}? Prove that it minimises $\\sum |x_i - m|$.` }],
  chosen: [{ role: 'assistant', content: `${CODE('median')}\n\n1. Sort.\n2. Take the middle.\n\n> ${prose(20, i)}` }],
  rejected: [{ role: 'assistant', content: `${CODE('middle')}\n\n${prose(40, i + 3)}` }],
})));

/** Pairs among which some rows cannot be read. */
export const scraped = (() => {
  const rows = Array.from({ length: 30 }, (_, i) => JSON.stringify({ prompt: question(i), chosen: prose(40, i), rejected: prose(30, i + 5) }));
  rows.splice(4, 0, '{"prompt": "Why does ice float", "chosen": "Because');
  rows.splice(17, 0, '<html><body>502 Bad Gateway\u202e\u0007</body></html>');
  return `${rows.join('\n')}\n`;
})();

/** So many pairs that scoring takes a while. */
export const unscored = lines(Array.from({ length: 3000 }, (_, i) => ({ prompt: `${question(i)} (${i})`, chosen: prose(180, i), rejected: prose(160, i + 5) })));

/** Signed strengths with votes and the annotators' words. */
export const strengths = lines(Array.from({ length: 24 }, (_, i) => ({ domain: 'general', language: 'english', context: [{ role: 'user', content: question(i) }], response1: prose(60, i), response2: prose(45, i + 8), overall_preference: (i % 7) - 3, individual_preference: [-1, 2, 1].map((score, a) => ({ score: ((score + i + 3) % 7) - 3, reasoning: `${prose(14, a + i)}` })) })));
