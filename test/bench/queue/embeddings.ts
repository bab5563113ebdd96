/** Embeddings of pairs' texts by a model, kept in a file: they do not change while labels do. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TextRows } from '../../../src/core/fit/textRows.js';
import type { LoadedModel } from '../../../src/core/scoring/loadedModel.js';
import type { ScoreInput } from '../../../src/core/scoring/scores.js';
import { sha256Hex16 } from '../../../src/platform/node/hash.js';
import type { ScorerClient } from '../../../src/platform/node/scoring/client.js';
import type { Pair } from './pairs.js';

/** Texts embedded between two looks at the clock. */
const AT_ONCE = 200;

/** A row of numbers for each response of the pairs. */
export async function embedded(pairs: readonly Pair[], scorer: ScorerClient, folder: string, model: LoadedModel, work: string): Promise<TextRows> {
  const texts = new TextRows(sha256Hex16);
  const inputs = pairs.flatMap(({ prompt, better, worse }): ScoreInput[] => [{ prompt, response: better }, { prompt, response: worse }]);
  const path = join(work, `embeddings-${model.hash.slice(0, 16)}-${sha256Hex16(inputs.map((input) => texts.key(input)).join())}.f32`);
  if (existsSync(path)) {
    const bytes = readFileSync(path);
    const numbers = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
    const [size, width] = [numbers[0]!, numbers[1]!];
    inputs.forEach((input, place) => texts.add(texts.key(input), input, { numbers: numbers.slice(2 + place * width, 2 + (place + 1) * width), size }));
    return texts;
  }
  const rows: Float32Array[] = [];
  let size = 0;
  for (let from = 0; from < inputs.length; from += AT_ONCE) {
    const some = inputs.slice(from, from + AT_ONCE);
    const { failed } = await scorer.embed(folder, some, {
      onEmbedded: (position, embedding) => {
        size = embedding.size;
        rows[from + position] = embedding.numbers;
        texts.add(texts.key(some[position]!), some[position]!, embedding);
      },
      onProgress: () => undefined,
    });
    if (failed[0]) throw new Error(failed[0].reason);
    process.stderr.write(`\r${Math.min(inputs.length, from + AT_ONCE)}/${inputs.length} responses embedded `);
  }
  process.stderr.write('\n');
  const width = rows[0]!.length;
  const numbers = new Float32Array(2 + rows.length * width);
  numbers.set([size, width]);
  rows.forEach((row, place) => numbers.set(row, 2 + place * width));
  writeFileSync(path, numbers);
  return texts;
}
