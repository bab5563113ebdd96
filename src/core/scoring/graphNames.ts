/** Names of the files that exporters write one model to. */

/** Kinds of one model's files, best first: full precision, half, then ever fewer bits. */
const KINDS = ['', '_fp32', '_fp16', '_bf16', '_int8', '_q8', '_uint8', '_quantized', '_q4', '_q4f16', '_int4', '_bnb4'];

/** The graphs among the names of one folder's files, those of a known kind first, best first, then by name. */
export function graphsAmong(names: readonly string[]): string[] {
  const graphs = names.filter((name) => /^model.*\.onnx$/.test(name)).sort();
  const known = KINDS.map((kind) => `model${kind}.onnx`).filter((name) => graphs.includes(name));
  return [...known, ...graphs.filter((name) => !known.includes(name))];
}

/** The files with a graph's weights among the names of its folder: `model.onnx_data`, `model.onnx_data_1`, `model.onnx.data`, `model.data`. */
export function weightsAmong(names: readonly string[], graph: string): string[] {
  const stem = graph.slice(0, -'.onnx'.length);
  return names.filter((name) => name.startsWith(`${graph}_data`) || name.startsWith(`${graph}.data`) || name === `${stem}.data`).sort();
}
