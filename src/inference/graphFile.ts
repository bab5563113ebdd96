/** Which ONNX file of a folder is run, and the files with its weights. */
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, normalize, sep } from 'node:path';
import { graphsAmong, weightsAmong } from '../core/scoring/graphNames.js';

/** A graph and its external data. */
export interface GraphFiles {
  readonly path: string;
  readonly data: readonly string[];
}

/**
 * The file that `reward.json` names (`wanted`, a path in the folder); else the best of `graphsAmong` in `onnx/`, else of the folder itself, else by
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
    const [first] = graphsAmong(names);
    if (first !== undefined) return join(place, first);
  }
  const weights = existsSync(join(folder, 'model.safetensors')) || existsSync(join(folder, 'pytorch_model.bin'));
  const advice = weights ? '; it has PyTorch weights, of which Optimum (task text-classification) makes one' : '';
  throw new Error(`${folder} is not a model folder: it has no onnx/model*.onnx${advice}`);
}

async function dataOf(path: string): Promise<string[]> {
  return weightsAmong(await readdir(dirname(path)), basename(path)).map((each) => join(dirname(path), each));
}
