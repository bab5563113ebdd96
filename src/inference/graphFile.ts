/** Which ONNX file of a folder is run, and the files with its weights. */
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, normalize, sep } from 'node:path';

/** A graph and its external data. */
export interface GraphFiles {
  readonly path: string;
  readonly data: readonly string[];
}

/** Kinds of one model's files, the first that is there is taken: full precision, half, then ever fewer bits. */
const KINDS = ['', '_fp32', '_fp16', '_bf16', '_int8', '_q8', '_uint8', '_quantized', '_q4', '_q4f16', '_int4', '_bnb4'];

/**
 * The file that `reward.json` names (`wanted`, a path in the folder); else the first of `KINDS` in `onnx/`, else of the folder itself, else by
 * name. Throws naming the folder where there is none.
 */
export async function graphOf(folder: string, wanted: unknown): Promise<GraphFiles> {
  const path = wanted === undefined || wanted === null ? await firstOf(folder) : named(folder, wanted);
  return { path, data: await dataOf(path) };
}

function named(folder: string, wanted: unknown): string {
  const inside = typeof wanted === 'string' && wanted.endsWith('.onnx') && !isAbsolute(wanted) && normalize(wanted).split(sep)[0] !== '..';
  if (!inside) throw new Error(`${folder}: reward.json: file must be the path of an .onnx file in the folder, such as onnx/model_fp16.onnx`);
  const path = join(folder, wanted as string);
  if (!existsSync(path)) throw new Error(`${folder}: reward.json names the file ${wanted as string}, which is not there`);
  return path;
}

async function firstOf(folder: string): Promise<string> {
  for (const place of [join(folder, 'onnx'), folder]) {
    const names = await readdir(place).catch(() => [] as string[]);
    const graphs = names.filter((name) => /^model.*\.onnx$/.test(name)).sort();
    const first = KINDS.map((kind) => `model${kind}.onnx`).find((name) => graphs.includes(name)) ?? graphs[0];
    if (first !== undefined) return join(place, first);
  }
  const weights = existsSync(join(folder, 'model.safetensors')) || existsSync(join(folder, 'pytorch_model.bin'));
  const advice = weights ? '; it has PyTorch weights, of which Optimum (task text-classification) makes one' : '';
  throw new Error(`${folder} is not a model folder: it has no onnx/model*.onnx${advice}`);
}

/** `model.onnx_data`, `model.onnx_data_1`, `model.onnx.data`, `model.data`: what exporters call the weights beside a graph. */
async function dataOf(path: string): Promise<string[]> {
  const name = basename(path);
  const stem = name.slice(0, -'.onnx'.length);
  const names = await readdir(dirname(path));
  const own = (each: string) => each.startsWith(`${name}_data`) || each.startsWith(`${name}.data`) || each === `${stem}.data`;
  return names.filter(own).sort().map((each) => join(dirname(path), each));
}
