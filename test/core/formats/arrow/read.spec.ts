import { describe, expect, it } from 'vitest';
import { fixture, opened, slotsOf } from './support.js';

const EXPECTED = JSON.parse(fixture('expected.json').toString()) as Record<string, string[]>;

describe('ArrowFile reads', () => {
  it.each(Object.keys(EXPECTED))('%s as Python writes its rows', async (name) => {
    const { file } = await opened(fixture(name));
    const slots = await slotsOf(file);
    expect(file.damage).toBe(null);
    expect(slots.map(({ text, problem }) => text ?? problem)).toEqual(EXPECTED[name]);
    for (const { row } of slots) expect(await file.slot(row)).toEqual(slots[row]);
  });

  it('LZ4 data of several blocks that refer to each other', async () => {
    const { texts } = await opened(fixture('text-lz4.arrow'));
    const letters = (i: number) => Array.from({ length: 9000 }, (_, k) => String.fromCharCode(97 + ((i * k) % 26)).repeat(k % 9)).join('');
    expect(texts).toEqual(Array.from({ length: 6 }, (_, i) => `{"text":"${letters(i)}"}`));
  });

  it('only the selected columns, in the order of the schema', async () => {
    const { file } = await opened(fixture('preference.arrow'));
    expect(file.columns).toEqual(['prompt', 'chosen', 'rejected', 'strength', 'score_chosen', 'votes', 'messages', 'agrees', 'created']);
    file.select(['strength', 'votes', 'no such column']);
    const all = EXPECTED['preference.arrow']!.map((text) => text.replace(/^.*("strength":[^,]*,).*("votes":(?:null|\[[^\]]*\])).*$/s, '{$1$2}'));
    expect((await slotsOf(file)).map(({ text }) => text)).toEqual(all);
  });

  it('gives a first chunk of fifty rows', async () => {
    const { file } = await opened(fixture('preference.arrow'));
    for await (const chunk of file.scan()) {
      expect(chunk.slots.length).toBeLessThanOrEqual(50);
      break;
    }
    expect(file.rows).toBe(10);
  });
});
