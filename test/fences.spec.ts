import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';
import { options, targets } from '../esbuild.config.mjs';

const ROOT = join(import.meta.dirname, '..');

/** What each shipped bundle must not hold or ask for: files by folder, packages by name. */
const FORBIDDEN: Readonly<Record<string, { folders: string[]; packages: string[] }>> = {
  'dist/extension.js': { folders: ['src/inference/', 'src/platform/duckdb/', 'webview/'], packages: ['onnxruntime-node', '@duckdb/', '@huggingface/'] },
  'dist/engine.js': { folders: ['src/inference/', 'src/host/', 'webview/'], packages: ['vscode', 'onnxruntime-node', '@huggingface/'] },
  'dist/cli.js': { folders: ['src/inference/', 'src/host/', 'webview/'], packages: ['vscode', 'onnxruntime-node', '@huggingface/'] },
  'dist/reader.js': { folders: ['src/inference/', 'src/host/', 'src/platform/duckdb/', 'webview/'], packages: ['vscode', '@duckdb/', 'onnxruntime-node', '@huggingface/'] },
  'dist/downloader.js': { folders: ['src/core/formats/', 'src/inference/', 'src/platform/duckdb/', 'src/host/', 'src/cli/', 'webview/'], packages: ['vscode', '@duckdb/', 'onnxruntime-node'] },
  'dist/scorer.js': { folders: ['src/platform/duckdb/', 'src/host/', 'src/cli/', 'webview/'], packages: ['vscode', '@duckdb/'] },
  'dist/webview/main.js': { folders: ['src/platform/', 'src/inference/', 'src/host/', 'src/cli/'], packages: ['vscode', 'node:', 'onnxruntime-node', '@duckdb/', 'react'] },
  'dist/webview/report.js': { folders: ['src/platform/', 'src/inference/', 'src/host/', 'src/cli/'], packages: ['vscode', 'node:', 'onnxruntime-node', '@duckdb/', 'react'] },
};

async function graph(target: (typeof targets)[number]): Promise<Metafile> {
  const { metafile } = await build({ ...options(target), absWorkingDir: ROOT, write: false, logLevel: 'silent' });
  return metafile as Metafile;
}

describe('bundles', () => {
  it.each(targets.filter(({ out }) => out.startsWith('dist/')).map((target) => [target.out, target] as const))('%s holds only what may run there', async (out, target) => {
    const forbidden = FORBIDDEN[out];
    expect(forbidden, 'a new bundle needs a line above').toBeDefined();
    const { inputs } = await graph(target);
    const files = Object.keys(inputs);
    const asked = Object.values(inputs).flatMap(({ imports }) => imports.filter(({ external }) => external).map(({ path }) => path));
    expect(files.length).toBeGreaterThan(1);
    expect(files.filter((file) => forbidden!.folders.some((folder) => file.startsWith(folder)))).toEqual([]);
    expect(asked.filter((path) => forbidden!.packages.some((name) => path === name || path.startsWith(name)))).toEqual([]);
    expect(files.filter((file) => forbidden!.packages.some((name) => file.includes(`node_modules/${name.replace(/\/$/, '')}/`)))).toEqual([]);
  });
});

describe('rooms', () => {
  it('import only what their fence lets through, types included', async () => {
    const results = await new ESLint({ cwd: ROOT }).lintFiles(['src', 'webview']);
    expect(results.length).toBeGreaterThan(50);
    expect(results.flatMap(({ filePath, messages }) => messages.map(({ line, message }) => `${filePath}:${line} ${message}`))).toEqual([]);
  });

  it('the fence itself bites', async () => {
    const lint = async (filePath: string, code: string) => (await new ESLint({ cwd: ROOT }).lintText(code, { filePath }))[0]?.messages.map(({ ruleId }) => ruleId);
    expect(await lint('src/core/dataset.ts', "import 'node:fs';")).toContain('no-restricted-imports');
    expect(await lint('src/core/dataset.ts', "import type { x } from '../protocol/views/record.js';")).toContain('no-restricted-imports');
    expect(await lint('src/host/settings.ts', "import 'onnxruntime-node';")).toContain('no-restricted-imports');
    expect(await lint('webview/main.ts', "import 'vscode';")).toContain('no-restricted-imports');
  });

  it.each(['core', 'protocol', 'platform', 'inference', 'cli', 'host'])('src/%s has a tsconfig of its own', (room) => {
    expect(existsSync(join(ROOT, 'src', room, 'tsconfig.json'))).toBe(true);
  });
});
