/** Reads a model folder in Hugging Face's (Optimum's) layout, with or without a `reward.json`. */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { chatTemplateOf } from './chatTemplateSource.js';
import { graphOf } from './graphFile.js';
import { rulesOf, type ModelRules } from './modelRules.js';

/** Everything of a model but its session. */
export interface ModelFolder {
  readonly name: string;
  /** Changes with any file that a score depends on, and with the way texts become tokens here. */
  readonly hash: string;
  /** Path of the ONNX file. */
  readonly graph: string;
  /** Paths of the files with its external data. */
  readonly data: readonly string[];
  readonly tokenizer: object;
  readonly tokenizerConfig: object;
  readonly rules: ModelRules;
}

/** Raised when template or truncation here change for the same files: cached scores are then computed anew. */
const READING = 2;

/** Reads the folder; the error names it, the file that is missing or wrong, and the reason. */
export async function readModelFolder(folder: string): Promise<ModelFolder> {
  const hash = createHash('sha256').update(`reading ${READING}`);
  const text = async (file: string): Promise<string | null> => {
    const path = join(folder, file);
    if (!existsSync(path)) return null;
    const bytes = await readFile(path).catch((error: Error) => {
      throw new Error(`${path} cannot be read: ${error.message}`);
    });
    hash.update(file).update(bytes);
    return bytes.toString('utf8');
  };
  const json = async (file: string): Promise<Record<string, unknown> | null> => parsed(join(folder, file), await text(file));
  const config = (await json('config.json')) ?? missing(folder, 'config.json');
  const tokenizer = (await json('tokenizer.json')) ?? missing(folder, 'tokenizer.json', "; transformers' fast tokenizers save one with save_pretrained");
  const tokenizerConfig = { ...(await json('special_tokens_map.json')), ...(await json('tokenizer_config.json')) };
  const reward = await json('reward.json');
  const { path: graph, data } = await graphOf(folder, reward?.['file']);
  try {
    const chatTemplate = chatTemplateOf(await text('chat_template.jinja'), await json('chat_template.json'), tokenizerConfig);
    const rules = rulesOf({ config, tokenizer, tokenizerConfig, reward, chatTemplate });
    for (const path of [graph, ...data]) for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(piece as Buffer);
    return { name: basename(folder), hash: hash.digest('hex').slice(0, 32), graph, data, tokenizer, tokenizerConfig, rules };
  } catch (error) {
    throw new Error(`${folder}: ${(error as Error).message}`);
  }
}

function missing(folder: string, file: string, advice = ''): never {
  throw new Error(`${folder} is not a model folder: it has no ${file}${advice}`);
}

function parsed(path: string, text: string | null): Record<string, unknown> | null {
  if (text === null) return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Error(`${path} is not valid JSON`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error(`${path} holds no JSON object`);
  return value as Record<string, unknown>;
}
