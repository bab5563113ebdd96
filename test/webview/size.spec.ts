import { join } from 'node:path';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { options, targets } from '../../esbuild.config.mjs';

const ROOT = join(import.meta.dirname, '..', '..');
/** What a page may load before it shows its first record. */
const MOST = 450 * 1024;

describe('the first script of a page', () => {
  it.each(targets.filter(({ out }) => out.startsWith('dist/webview/')).map((target) => [target.out, target] as const))('%s is small, and the rest is fetched when it is needed', async (out, target) => {
    const { metafile } = await build({ ...options(target), absWorkingDir: ROOT, write: false, logLevel: 'silent', metafile: true });
    const { outputs } = metafile;
    const first = new Set<string>();
    const take = (path: string): void => {
      if (first.has(path)) return;
      first.add(path);
      for (const { kind, path: next } of outputs[path]?.imports ?? []) if (kind === 'import-statement') take(next);
    };
    take(out);
    expect([...first].reduce((sum, path) => sum + (outputs[path]?.bytes ?? 0), 0)).toBeLessThan(MOST);
    const inputs = [...first].flatMap((path) => Object.keys(outputs[path]?.inputs ?? {}));
    expect(inputs.length).toBeGreaterThan(10);
    for (const optional of ['markdown-it', 'dompurify', 'highlight.js', 'katex', 'diff']) expect(inputs.filter((path) => path.includes(`node_modules/${optional}/`))).toEqual([]);
  });
});
