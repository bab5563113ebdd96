// @huggingface/transformers' own text-classification pipeline: node transformers.mjs PACKAGE MODEL BATCH DEVICE. Reads {inputs, warm}, then answers every line with a run.
import { createRequire } from 'node:module';
import { basename, dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

const [packageFile, model, batchSize, device] = process.argv.slice(2);
const { env, pipeline } = await import(pathToFileURL(createRequire(packageFile).resolve('@huggingface/transformers')).href);
env.allowRemoteModels = false;
env.localModelPath = dirname(model);
const classify = await pipeline('text-classification', basename(model), { dtype: 'fp32', device });
// The pipeline reads `logits`; this graph calls its numbers `rewards`.
const inner = classify.model;
let padded = 0;
let tokens = 0;
classify.model = Object.assign(
  async (inputs) => {
    padded += inputs.input_ids.data.length;
    tokens += inputs.attention_mask.data.reduce((sum, one) => sum + Number(one), 0);
    return { logits: (await inner.forward(inputs)).rewards };
  },
  { config: { ...inner.config, id2label: Object.fromEntries(Array.from({ length: 64 }, (_, i) => [i, String(i)])) } },
);
let texts = [];
const run = async (some) => {
  for (let from = 0; from < some.length; from += Number(batchSize)) await classify(some.slice(from, from + Number(batchSize)));
};
for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'end') break;
  if (line !== 'run') {
    // A pipeline takes single texts only; the separator makes the same tokens of a pair.
    const textOf = ({ prompt, response }) => `Human: ${prompt[0].text.trim()} [SEP] ${response.trim()}`;
    const given = JSON.parse(line);
    texts = given.inputs.map(textOf);
    await run(given.warm.map(textOf));
    console.log(JSON.stringify({ ready: true }));
    continue;
  }
  padded = tokens = 0;
  const start = performance.now();
  await run(texts);
  console.log(JSON.stringify({ seconds: (performance.now() - start) / 1000, tokens, padded }));
}
