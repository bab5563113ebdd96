import { describe, expect, it } from 'vitest';
import { formulaAt } from '../../../webview/markdown/maths.js';
import { blocks } from '../../../webview/markdown/parser.js';

const html = (text: string): string => blocks(text).map((block) => block.html()).join('').trim();
const formulas = (text: string): readonly (string | undefined)[] => [...html(text).matchAll(/data-tex="([^"]*)"/g)].map(([, tex]) => tex);

describe('Markdown as HTML', () => {
  it('lets no tag, entity or comment of the data through', () => {
    const out = html('<img src=x onerror=alert(1)> a <b>b</b>\n\n<script>alert(1)</script>\n\n<!-- hidden -->\n\n&lt;i&gt;');
    expect(out).not.toMatch(/<(img|b|script|i|!--)/);
    expect(out).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(out).toContain('&lt;!-- hidden --&gt;');
  });

  it('never links: addresses are data, and text beside the words', () => {
    const out = html('[words](https://a.example/?q=1&r="x") https://b.example');
    expect(out).not.toContain('href');
    expect(out).toContain('<span class="to" data-to="https://a.example/?q=1&amp;r=%22x%22">words</span><span class="address">https://a.example/?q=1&amp;r=%22x%22</span>');
    expect(out).toContain('<span class="to" data-to="https://b.example">https://b.example</span>');
    expect(out.match(/class="address"/g)).toHaveLength(1);
  });

  it.each(['javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'data:text/html,x', 'vbscript:x', 'file:///etc/passwd', 'command:workbench.action.quit', 'vscode://x/y', '/relative', '//host/x'])('offers no address such as %s', (address) => {
    expect(html(`[a](${address}) ![b](${address})`)).not.toContain('data-to');
  });

  it('shows an image as its words and its address', () => {
    expect(html('![a **cat**](https://a.example/cat.png "title")')).toBe('<p><span class="image"><span class="to" data-to="https://a.example/cat.png">a cat</span><span class="address">https://a.example/cat.png</span></span></p>');
  });

  it('keeps line ends, aligns columns without styles, and makes no headings of the page', () => {
    expect(html('a\nb')).toBe('<p>a<br>\nb</p>');
    expect(html('|a|b|\n|--:|:-:|\n|1|2|')).toMatch(/<th class="right">a<\/th>\s*<th class="center">b<\/th>/);
    expect(html('# Title')).toBe('<div class="heading h1">Title</div>');
  });

  it('marks code with its language', () => {
    expect(html('```Python title="x"\nprint("<b>")\n```')).toBe('<pre class="code" data-language="Python">print(&quot;&lt;b&gt;&quot;)</pre>');
    expect(html('```"onclick="x\ncode\n```')).toContain('data-language="&quot;onclick=&quot;x"');
  });

  it('makes plain text of blocks and tables that would take long', () => {
    expect(html('a '.repeat(13_000))).toMatch(/^<pre class="plain">a a /);
    expect(html(`${'|a'.repeat(65)}\n${'|-'.repeat(65)}\n|1`)).toMatch(/^<pre class="plain">/);
  });

  it('loses no block, whatever the text is made of', () => {
    const text = 'one\n\n- a\n- b\n\n  c\n\n> q\n\n```\ncode\n```\n\n[ref]: https://a.example\n\n[ref] two\n\n---\n\n1. x';
    expect(blocks(text).map(({ size }) => size).every((size) => size > 0)).toBe(true);
    expect(html(text)).toContain('data-to="https://a.example"');
  });
});

describe('formulas', () => {
  it.each([
    ['a $x^2$ b', ['x^2']], ['\\(x\\) and \\[y\\]', ['x', 'y']], ['$$\na+b\n$$\nafter', ['\na+b\n']], ['- item\n  \\[ z \\]', [' z ']], ['$a\\$b$', ['a\\$b']],
    ['\\begin{align}a&=b\\end{align}', ['\\begin{align}a&amp;=b\\end{align}']],
  ])('finds those of %j', (text, found) => expect(formulas(text)).toEqual(found));

  it.each(['it costs $5 or $6', '$ 5 and 6 $', '\\$x\\$', '$5', '`$x$`', '```\n$x$\n```', '$$', '\\(\\)', 'US$10-US$20'])('finds none in %j', (text) => expect(formulas(text)).toEqual([]));

  it('finds none that never ends, in time that grows with the text', () => {
    for (const text of ['\\('.repeat(40_000), '$a '.repeat(11_000), '\\begin{align}\n'.repeat(7000)]) expect(formulas(text.slice(0, 23_000))).toEqual([]);
    expect(formulaAt(`\\(${'x'.repeat(5000)}\\)`, 0)).toBeNull();
  });
});
