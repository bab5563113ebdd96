// One prompt with many responses, with its prefix read once and with every response: node prefix.js MODEL FILE COUNT RUNS. One line of
// JSON, with a group for a prompt of median length and one for a long one (the ninth decile).
import type { ResponseScore, ScoreInput } from '../../../src/core/scoring/scores.js';
import { readModelFolder, type ModelFolder } from '../../../src/inference/modelFolder.js';
import { shared, SHARED_TEXTS, sharingOf } from '../../../src/inference/padding.js';
import { scoreAll, type Outcome } from '../../../src/inference/pipeline.js';
import { REUSE_TEXTS, reuseOf } from '../../../src/inference/reuse.js';
import { openSession, type Session } from '../../../src/inference/session.js';
import { inputEncoder, type Encoded } from '../../../src/inference/tokenizer.js';
import { inputsOf } from './inputs.js';

/** A batch of the CPU. */
const BUDGET = 512;
/** Of English text, with a vocabulary of usual size: a tests' tokenizer makes more tokens, so its texts are cut to a part. */
const CHARACTERS_A_TOKEN = 4;
const QUANTILES = [0.5, 0.9];

const [folder, file, count, runs] = process.argv.slice(2) as [string, string, string, string];

async function main(): Promise<void> {
  const model = await readModelFolder(folder);
  const encode = inputEncoder(model);
  const session = await openSession(model, 'cpu', 1);
  const sharing = await sharingOf(session, SHARED_TEXTS.map(encode), model.rules.paddingSide);
  const reuse = await reuseOf(session, REUSE_TEXTS.map(encode));
  const ways = { plain: shared(session, sharing), reused: shared(session, sharing, reuse) };
  const some = cut(inputsOf(file, Number(count)), encode);
  const prompts = some.map(({ prompt }) => prompt).sort((a, b) => a[0]!.text.length - b[0]!.text.length);
  const groups = [];
  for (const quantile of QUANTILES) {
    const prompt = prompts[Math.floor(quantile * prompts.length)]!;
    const inputs = some.map(({ response }) => ({ prompt, response }));
    // Tokenised before: what a tokenizer costs is the same either way.
    const encoded = new Map(inputs.map((input) => [input, encode(input)]));
    await score(model, ways.plain, inputs, encoded);
    const plain: Run[] = [];
    const reused: Run[] = [];
    for (let i = 0; i < Number(runs); i++) {
      plain.push(await score(model, ways.plain, inputs, encoded));
      reused.push(await score(model, ways.reused, inputs, encoded));
    }
    const off = Math.max(...plain[0]!.scores.flatMap((row, i) => row.map((value, k) => Math.abs(value - reused[0]!.scores[i]![k]!))));
    const promptTokens = encode({ prompt, response: '' }).ids.length;
    groups.push({ promptTokens, off, plain: plain.map(figures), reused: reused.map(figures) });
  }
  console.log(JSON.stringify({ name: model.name, reuse, groups }));
  await session.close();
}

type Run = Awaited<ReturnType<typeof score>>;
const figures = ({ tokens, padded, seconds }: Run) => ({ tokens, padded, seconds });

async function score({ rules }: ModelFolder, session: Session, inputs: readonly ScoreInput[], encoded: ReadonlyMap<ScoreInput, Encoded>) {
  const scores: number[][] = [];
  const cost = { tokens: 0, padded: 0 };
  const start = performance.now();
  const after = async (outcomes: readonly Outcome[], tokens: number, padded: number) => {
    cost.tokens += tokens;
    cost.padded += padded;
    for (const { position, result } of outcomes) scores[position] = numbers(result);
  };
  await scoreAll(
    { session, rules, memory: { limit: Infinity }, most: () => Infinity, encode: async (each) => each.map((input) => encoded.get(input)!) },
    inputs,
    BUDGET,
    { turn: (work) => work(), before: async () => undefined, after },
    new AbortController().signal,
  );
  return { ...cost, seconds: (performance.now() - start) / 1000, scores };
}

function numbers(result: ResponseScore | { readonly failed: string }): number[] {
  if ('failed' in result) throw new Error(result.failed);
  return [...result.rewards, ...result.attributes.map(({ mean }) => mean)];
}

/** The beginnings of texts, as long as a tokenizer of usual size has them in so many tokens. */
function cut(inputs: readonly ScoreInput[], encode: (input: ScoreInput) => Encoded): ScoreInput[] {
  const beginnings = inputs.map(({ response }) => response.slice(0, 200)).filter((text) => text.length > 0);
  const frame = encode({ prompt: [], response: '' }).ids.length;
  const tokens = beginnings.reduce((sum, response) => sum + encode({ prompt: [], response }).ids.length - frame, 0);
  const part = Math.min(1, beginnings.reduce((sum, text) => sum + text.length, 0) / tokens / CHARACTERS_A_TOKEN);
  const shorter = (text: string) => text.slice(0, Math.ceil(text.length * part));
  return inputs.map(({ prompt, response }) => ({ prompt: prompt.map(({ role, text }) => ({ role, text: shorter(text) })), response: shorter(response) }));
}

void main();
