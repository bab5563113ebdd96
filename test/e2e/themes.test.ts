import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../harness/paths.mjs';
import { test } from './fixtures.js';
import { themes } from './workbench.js';

const sample = readFileSync(join(root, 'media', 'sample', 'sample.jsonl'));

for (const kind of Object.keys(themes) as (keyof typeof themes)[]) {
  test(`the sample dataset in a ${kind} theme`, async ({ vscode }) => {
    await vscode.write({ 'sample.jsonl': sample });
    await vscode.open('sample.jsonl');
    await vscode.theme(kind);
    await vscode.picture(`sample-${kind}`);
  });
}
