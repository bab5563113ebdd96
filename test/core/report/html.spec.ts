import { describe, expect, it } from 'vitest';
import { tableHtml } from '../../../src/core/report/html/blocks.js';
import { escaped } from '../../../src/core/report/html/escape.js';
import { reportHtml } from '../../../src/core/report/html/page.js';
import { evaluate } from '../../../src/core/evaluate/evaluate.js';
import { MARKUP, reported } from './reported.js';

/** Every tag that the page is made of. */
const TAGS = /^(!doctype|html|head|meta|title|style|body|header|h[123]|p|nav|a|main|section|dl|div|dt|dd|figure|figcaption|svg|g|line|text|rect|path|circle|span|i|details|summary|table|thead|tbody|tr|th|td)$/i;

describe('the exported page', () => {
  it('holds hostile names as text: of files, attributes, subsets and models', async () => {
    const rows = Array.from({ length: 30 }, (_, i) => ({
      prompt: `p${i}`,
      chosen: `a${i}`,
      rejected: `b${i}`,
      subset: i % 2 === 0 ? MARKUP : '__proto__',
      chosen_reward: i % 5,
      rejected_reward: i % 3,
    }));
    const { report, session } = await reported(rows, 'pair');
    const page = reportHtml(`${MARKUP}\ud800.jsonl`, { report, stats: null, evaluate: evaluate(session.table), audit: null });
    expect(page).toContain('&lt;img src=x onerror=&quot;alert(1)&quot;&gt;');
    expect(page).not.toContain(MARKUP);
    expect(page).not.toMatch(/[\ud800-\udfff]/);
    for (const [, tag] of page.matchAll(/<\/?([^\s>/]+)/g)) expect(tag).toMatch(TAGS);
    expect(page).not.toMatch(/<[^>]*\son\w+=/i);
    expect(page).not.toMatch(/(href|src)="(?!#)/);
    expect(page).toContain('__proto__');
  });

  it('has the numbers of the report in figures and behind every chart', async () => {
    const rows = Array.from({ length: 40 }, (_, i) => ({ prompt: `p${i}`, chosen: `a${i}`, rejected: `b${i}`, chosen_reward: i % 4, rejected_reward: 1 }));
    const { report, session } = await reported(rows, 'pair');
    const page = reportHtml('pairs.jsonl', { report, stats: null, evaluate: evaluate(session.table), audit: null });
    expect(page).toMatch(/<dt>Records<\/dt><dd>40<\/dd>/);
    expect(page).toMatch(/<dt>Negative means<\/dt><dd>25\.0%<\/dd>/);
    expect(page.match(/<svg/g)?.length).toBe(page.match(/<details>/g)?.length);
    expect(page).not.toContain('NaN');
    expect(page).not.toContain('Infinity');
    expect(page).not.toContain('undefined');
  });

  it('says what there is of a file without records', async () => {
    const { report, session } = await reported([], 'pair');
    const page = reportHtml('empty.jsonl', { report, stats: null, evaluate: evaluate(session.table), audit: null });
    expect(page).toMatch(/<dt>Records<\/dt><dd>0<\/dd>/);
    expect(page).not.toContain('NaN');
  });
});

describe('escaping', () => {
  it.each([
    ['a<b>&"\'', 'a&lt;b&gt;&amp;&quot;&#39;'],
    ['\ud800x\udc00\ud83d\ude00', '\ufffdx\ufffd\ud83d\ude00'],
    ['\u0000\u001b[31m\ttab', '\ufffd\ufffd[31m\ttab'],
  ])('%j', (text, html) => {
    expect(escaped(text)).toBe(html);
  });

  it('leaves the head of a table without rows away where a note says why there are none', () => {
    const empty = { kind: 'table', id: 'a', title: 'Annotators', note: 'Nobody marked twice.', columns: [{ label: 'Attribute', numeric: false }], rows: [] } as const;
    expect(tableHtml(empty)).toBe('<h3>Annotators</h3><p class="note">Nobody marked twice.</p>');
    expect(tableHtml({ ...empty, note: null })).toContain('<th scope="col">Attribute</th>');
    expect(tableHtml({ ...empty, rows: [[{ text: 'style' }]] })).toContain('<th scope="col">Attribute</th>');
  });
});
