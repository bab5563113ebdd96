/** What the encoder makes of inputs, for heads that are fitted elsewhere. */
import { planBatches } from '../core/scoring/batches.js';
import type { ScoreInput } from '../core/scoring/scores.js';
import type { Embedded, Embeddings } from '../protocol/scorer.js';
import type { LoadedModel } from './loadedModel.js';
import { scoreOf } from './outputs.js';
import type { Outputs } from './session.js';
import type { Encoded } from './tokenizer.js';

/** Outputs that stand for a text as a whole, best first; the last two have numbers for every token, of which the mean is taken. */
const NAMES = ['embedding', 'sentence_embedding', 'pooler_output', 'last_hidden_state', 'token_embeddings'];
const BY_TOKEN = new Set(['last_hidden_state', 'token_embeddings']);

/** Embeds every input, batch by batch in `turn`; an abort ends it before the next batch. Throws where the graph has no such output. */
export async function embedInputs(
  model: LoadedModel,
  inputs: readonly ScoreInput[],
  tokenBudget: number,
  turn: (work: () => Promise<void>) => Promise<void>,
  signal: AbortSignal,
): Promise<Embeddings> {
  const name = NAMES.find((each) => model.session.outputs.includes(each));
  if (name === undefined) {
    throw new Error(`${model.folder.name} cannot be fitted: its graph has no output ${NAMES.slice(0, 3).join(', ')} or ${NAMES[3]}, but ${model.session.outputs.slice(0, 5).join(', ')}`);
  }
  const encoded = inputs.map((input) => model.encode(input));
  const items: Embedded[] = [];
  let size = 0;
  let tokens = 0;
  const batches = planBatches(encoded.map(({ ids }) => ids.length), (longest) => Math.min(tokenBudget, model.most(longest))).map((positions) =>
    turn(async () => {
      signal.throwIfAborted();
      const batch = positions.map((position) => encoded[position]!);
      const outputs = await model.session.run(batch);
      const width = Math.max(...batch.map(({ ids }) => ids.length));
      positions.forEach((position, row) => {
        const embedding = embeddingOf(outputs, name, row, batch[row]!, width, model);
        size = embedding.length;
        items[position] = item(embedding, () => ownWords(outputs, row, model));
      });
      tokens += batch.reduce((sum, { ids }) => sum + ids.length, 0);
    }),
  );
  await Promise.all(batches);
  return { size, items, tokens };
}

function embeddingOf(outputs: Outputs, name: string, row: number, { ids }: Encoded, width: number, { folder }: LoadedModel): Float32Array {
  const found = outputs.get(name)?.[row] ?? new Float32Array();
  // A decoder's session gives the last token's numbers alone.
  if (!BY_TOKEN.has(name) || folder.rules.architecture !== 'encoder') return found;
  const size = found.length / width;
  const mean = new Float32Array(size);
  for (let token = 0; token < ids.length; token++) for (let k = 0; k < size; k++) mean[k]! += found[token * size + k]! / ids.length;
  return mean;
}

/** What the model itself says of the text: its mean reward, where it has one, and its attributes. */
function ownWords(outputs: Outputs, row: number, { folder: { rules } }: LoadedModel): number[] {
  const { rewards, attributes } = scoreOf(outputs, row, rules);
  const mean = rewards.length > 0 ? [rewards.reduce((sum, reward) => sum + reward, 0) / rewards.length] : [];
  return [...mean, ...attributes.map((attribute) => attribute.mean)];
}

function item(embedding: Float32Array, own: () => readonly number[]): Embedded {
  try {
    const numbers = Float32Array.of(...embedding, ...own());
    if (!numbers.every(Number.isFinite)) throw new Error('the model gave no finite number');
    return { numbers: Buffer.from(numbers.buffer).toString('base64') };
  } catch (error) {
    return { failed: (error as Error).message };
  }
}
