/** Lint rules, and the fences between rooms: what the code of a folder may import (types included). */
import tseslint from 'typescript-eslint';

const NODE = { group: ['node:*', 'fs', 'path', 'os', 'child_process'], message: 'Node built-ins stay in platform, inference, host and cli.' };
const VSCODE = { group: ['vscode'], message: 'Only src/host and src/extension.ts know VS Code.' };
const ONNX = { group: ['onnxruntime-*'], message: 'Only src/inference runs models.' };
const DUCKDB = { group: ['@duckdb/*'], message: 'Only src/platform/duckdb speaks to DuckDB.' };
/** `npm run l10n` finds texts where they stand, and nowhere else. */
const UNTRANSLATABLE = {
  selector: ':matches(CallExpression[callee.name="t"], CallExpression[callee.object.property.name="l10n"][callee.property.name="t"])[arguments.0.type!="Literal"][arguments.0.type!="ObjectExpression"]',
  message: 'A text to be translated stands as one literal in the call, with {0} for what varies.',
};
const up = (...rooms) => ({ regex: `^(\\.\\./)+(${rooms.join('|')})/`, message: 'No step calls up: see the rooms in CONTRIBUTING.md.' });

/** One line a room: its files, and what they may not import. */
const fence = (files, ...patterns) => ({ files, rules: { 'no-restricted-imports': ['error', { patterns }] } });

export default tseslint.config(
  { ignores: ['dist', 'out', 'node_modules', '.vscode-test', 'test-results', 'models/training'] },
  { files: ['**/*.ts'], extends: [tseslint.configs.recommended], rules: { '@typescript-eslint/no-unused-vars': 'off' } },
  {
    files: ['src/**/*.ts', 'webview/**/*.ts'],
    rules: {
      'no-restricted-syntax': ['error', { selector: 'ExportDefaultDeclaration', message: 'Exports have names.' }, { selector: 'ExportAllDeclaration', message: 'No barrels.' }, UNTRANSLATABLE],
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  fence(['src/core/**'], NODE, VSCODE, ONNX, DUCKDB, up('platform', 'inference', 'protocol', 'host', 'cli', 'webview')),
  fence(['src/protocol/**'], NODE, VSCODE, ONNX, DUCKDB, up('platform', 'inference', 'host', 'cli', 'webview')),
  fence(['src/platform/node/**'], VSCODE, ONNX, DUCKDB, up('inference', 'host', 'cli', 'webview')),
  fence(['src/platform/duckdb/**'], VSCODE, ONNX, up('inference', 'host', 'cli', 'webview')),
  fence(['src/inference/**', 'src/scorer.ts'], VSCODE, DUCKDB, up('host', 'cli', 'webview')),
  fence(['src/cli/**', 'src/cli.ts', 'src/engine.ts'], VSCODE, ONNX, DUCKDB, up('inference', 'host', 'webview')),
  fence(['src/host/**', 'src/extension.ts'], ONNX, DUCKDB, up('inference', 'cli', 'webview')),
  fence(['webview/**'], NODE, VSCODE, ONNX, DUCKDB, up('platform', 'inference', 'host', 'cli')),
);
