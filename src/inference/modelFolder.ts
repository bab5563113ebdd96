/** Reads a model folder in Hugging Face's (Optimum's) layout, with or without a `reward.json`. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { rulesOf, type ModelRules } from './modelRules.js';

/** Everything of a model but its session. */
export interface ModelFolder {
  readonly name: string;
  /** Changes with any file that a score depends on, and with the way texts become tokens here. */
  readonly hash: string;
  /** Path of the ONNX file. */
  readonly graph: string;
  readonly tokenizer: object;
  readonly tokenizerConfig: object;
  readonly rules: ModelRules;
}

/** Raised when template or truncation here change for the same files: cached scores are then computed anew. */
const READING = 1;

/** Reads the folder; the error says which file is missing or wrong. */
export async function readModelFolder(folder: string): Promise<ModelFolder> {
  const graph = join(folder, 'onnx', await graphName(folder));
  const hash = createHash('sha256').update(`reading ${READING}`);
  const json = async (file: string, required: boolean): Promise<Record<string, unknown> | null> => {
    const path = join(folder, file);
    if (!required && !existsSync(path)) return null;
    const bytes = await readFile(path).catch(() => {
      throw new Error(`${folder} is not a model folder: it has no ${file}`);
    });
    hash.update(file).update(bytes);
    try {
      return JSON.parse(bytes.toString('utf8')) as Record<string, unknown>;
    } catch {
      throw new Error(`${path} is not valid JSON`);
    }
  };
  const config = (await json('config.json', true))!;
  const tokenizer = (await json('tokenizer.json', true))!;
  const tokenizerConfig = (await json('tokenizer_config.json', false)) ?? {};
  const reward = await json('reward.json', false);
  hash.update(await readFile(graph));
  return {
    name: basename(folder),
    hash: hash.digest('hex').slice(0, 32),
    graph,
    tokenizer,
    tokenizerConfig,
    rules: rulesOf(config, tokenizerConfig, reward),
  };
}

/** `model.onnx`, else the first of `model*.onnx` by name. */
async function graphName(folder: string): Promise<string> {
  const names = await readdir(join(folder, 'onnx')).catch(() => [] as string[]);
  const graphs = names.filter((name) => /^model.*\.onnx$/.test(name)).sort();
  const name = graphs.includes('model.onnx') ? 'model.onnx' : graphs[0];
  if (!name) throw new Error(`${folder} is not a model folder: it has no onnx/model*.onnx`);
  return name;
}
