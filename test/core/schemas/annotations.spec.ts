import { describe, expect, it } from 'vitest';
import { annotationLists } from '../../../src/core/schemas/annotationLists.js';
import { judgeScores } from '../../../src/core/schemas/judgeScores.js';
import { judgeTemplate } from '../../../src/core/schemas/judgeTemplate.js';
import { asLines, edited, lines, read, sampleOf } from '../../support/schemaFiles.js';
import { sharedFile } from '../../support/shared.js';

const summeval = sharedFile('real/summeval-M11.jsonl');
const prometheus = ['real/prometheus-mt-bench.json', 'train/prometheus-vicuna.json'].map(sharedFile);

describe('annotation-lists', () => {
  it.skipIf(summeval === null)('SummEval: two pools with the means of the file (needs summeval-M11)', async () => {
    const { records } = await read(await asLines(summeval!), 'annotation-lists');
    expect(records.length).toBe(100);
    const mean = (pool: string, name: string) => {
      const found = records.map(({ responses: [response] }) => response!.labels.find((label) => label.pool === pool && label.attribute === name)!);
      expect(found.every(({ min, max, ratings }) => min === 1 && max === 5 && ratings.length === (pool === 'expert' ? 3 : 5))).toBe(true);
      return found.reduce((sum, { consensus }) => sum + consensus!, 0) / 100;
    };
    // Means that Python computes over the same lists.
    const names = ['coherence', 'consistency', 'fluency', 'relevance'];
    names.forEach((name, i) => {
      expect(mean('expert', name)).toBeCloseTo([2.28, 3.27, 3.65, 3.146667][i]!, 6);
      expect(mean('turker', name)).toBeCloseTo([3.73, 3.838, 3.596, 3.948][i]!, 6);
    });
    expect(records[0]!.responses[0]!.model).toBe('M11');
  });

  const row = '{"decoded": "Short.", "text": "Long.", "expert_annotations": [{"coherence": 2, "fluency": 5}], "turker_annotations": [{"coherence": 4, "fluency": 1}]}';
  const schema = annotationLists.fit!(sampleOf(row));
  const set = (attribute: string, value: number) => ({ kind: 'set', response: 1, attribute, value }) as const;

  it('the curator is one more annotator of the first pool, whose second thought replaces the first', () => {
    const once = '"expert_annotations": [{"coherence": 2, "fluency": 5}, {"coherence":4,"fluency":null}]';
    const before = '"expert_annotations": [{"coherence": 2, "fluency": 5}]';
    expect(edited([row], schema, set('coherence', 4))).toEqual([row.replace(before, once)]);
    expect(edited([row], schema, set('coherence', 1), set('fluency', 3), set('coherence', 4))).toEqual([row.replace(before, once.replace('null', '3'))]);
  });

  it('what it writes reads back, and a key without a mark is no mark', async () => {
    const [after] = edited([row], schema, set('coherence', 4));
    const { records } = await read(after!, schema);
    expect(records[0]!.responses[0]!.labels.map(({ ratings }) => ratings.map(({ value }) => value))).toEqual([[2, 4], [5], [4], [1]]);
  });

  it.each([[set('coherence', 6), /1 to 5, not 6/], [set('wit', 1), /no attribute wit; there are coherence, fluency/], [{ ...set('coherence', 1), response: 2 }, /no response 2/], [{ kind: 'flip' } as const, /no preference/]])('%j is refused', (operation, why) => {
    expect(() => edited([row], schema, operation)).toThrow(why);
  });

  it('names annotators where the lists do; one list is no pool', async () => {
    const { records } = await read(lines([{ prompt: 'p', response: 'r', annotations: [{ annotator_id: 'x', quality: 3 }, { annotator_id: 7, quality: 5 }] }]), 'annotation-lists');
    expect(records[0]!.responses[0]!.labels).toEqual([{ attribute: 'quality', pool: null, min: 1, max: 5, ratings: [{ annotator: 'x', value: 3 }, { annotator: '7', value: 5 }], consensus: 4 }]);
  });

  it.each([['{}'], ['{"response":"r","annotations":[[1],[2]]}'], ['{"response":"r","annotations":{"length":3}}'], ['{"response":"r","annotations":[{"__proto__":{"quality":1}}]}']])('claims nothing of %s', (text) => {
    expect(annotationLists.detect(sampleOf(text))).toBeNull();
  });
});

describe('judge-scores', () => {
  it.skipIf(prometheus.includes(null))('Prometheus: 3 marks of a judge a response, prompt and response out of the template (needs prometheus)', async () => {
    for (const path of prometheus) {
      const { records, dataset } = await read(await asLines(path!), 'judge-scores');
      expect([records.length, dataset.bad.count]).toEqual([320, 0]);
      for (const { prompt, responses: [response], extra } of records) {
        expect(response!.labels[0]!.ratings.map(({ annotator }) => annotator)).toEqual(['gpt4', 'gpt4', 'gpt4']);
        expect(prompt[0]!.text).not.toContain('###The instruction');
        expect(response!.text).not.toMatch(/###(Reference|Score|Response to)/);
        expect(extra).toHaveProperty('reference_answer');
      }
    }
    const { records } = await read(await asLines(prometheus[0]!), 'judge-scores');
    expect(records.reduce((sum, { responses: [response] }) => sum + response!.labels[0]!.ratings.reduce((s, { value }) => s + value, 0), 0)).toBe(3349);
    expect(records[0]!.responses[0]!.text).toMatch(/^Sure, here's a limerick comparing .* a better buy, so fine\.$/s);
  });

  it('a response may hold headings of its own', () => {
    const text = '###The instruction to evaluate:\nI\n\n###Response to evaluate:\nA\n###Reference Answer: mine\n###Score Rubrics?\n\n###Reference Answer (Score 5):\nB\n\n###Score Rubrics:\n[R: x]\n\n###Feedback: ';
    expect(judgeTemplate(text)).toEqual({ instruction: 'I', response: 'A\n###Reference Answer: mine\n###Score Rubrics?', more: { reference_answer: 'B', score_rubric: '[R: x]' } });
    expect(judgeTemplate('###Response to evaluate:\nA')).toBeNull();
    expect(judgeTemplate('###The instruction to evaluate:\nI\n###Response to evaluate:\nA')).toEqual({ instruction: 'I', response: 'A', more: {} });
  });

  it('a judge’s marks are not edited', () => {
    expect(() => judgeScores.edit([{}], { kind: 'set', response: 1, attribute: 'score', value: 1 }, [{}])).toThrow(/a judge’s/);
  });
});
