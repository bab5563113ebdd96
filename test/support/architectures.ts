/** The tiny models of the families that people bring, and what Python makes of them. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ScoreInput } from '../../src/core/scoring/scores.js';
import { root } from './build.js';

const FOLDER = join(root, 'test/fixtures/models/architectures');

/** One input with transformers' ids and onnxruntime's logits (of one batch of all). */
export type Expected = ScoreInput & { readonly ids: readonly number[]; readonly logits: readonly number[] };

/** Names of the models, by the folders that are there. */
export const architectures: readonly string[] = readdirSync(FOLDER, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));

/** Folder of a model. */
export function architectureFolder(name: string): string {
  return join(FOLDER, name);
}

/** What Python makes of the model's inputs. */
export function expectedOf(name: string): readonly Expected[] {
  return JSON.parse(readFileSync(join(FOLDER, name, 'expected.json'), 'utf8')) as Expected[];
}
