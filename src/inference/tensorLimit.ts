/** How large a tensor may become on a device before runs get slow. */
import type { Device } from '../core/scoring/scores.js';

/** What decides how large a layer's tensors are; 0 where the config does not say. */
export interface LayerSizes {
  /** Attention heads: their scores are `[batch, heads, length, length]`. */
  readonly heads: number;
  /** Width of the feed-forward layer: `[batch, length, inner]`. */
  readonly inner: number;
}

/**
 * Bytes that every WebGPU device lets a shader bind at once. Measured on an H200 with a 12-head encoder in 32 bits: batches
 * whose attention scores take 100 MB read 255,000 tokens a second at length 512, such of 400 MB 64,000, of 1,600 MB 42,000.
 */
const WEBGPU_BINDING = 2 ** 27;
const BYTES = 4;

/** The sizes by a model's `config.json`, whatever its family calls them. */
export function layerSizes(config: Readonly<Record<string, unknown>>): LayerSizes {
  const number = (...names: string[]) => names.map((name) => config[name]).find((value): value is number => typeof value === 'number' && value > 0) ?? 0;
  const hidden = number('hidden_size', 'n_embd', 'd_model', 'dim');
  return { heads: number('num_attention_heads', 'n_head', 'n_heads', 'encoder_attention_heads'), inner: number('intermediate_size', 'n_inner', 'hidden_dim', 'ffn_dim') || 4 * hidden };
}

/** Padded tokens that a batch of inputs of up to `length` tokens may have on the device; Infinity where nothing limits them. */
export function mostTokens(device: Device, { heads, inner }: LayerSizes, length: number): number {
  const widest = Math.max(heads * length, inner);
  return device === 'webgpu' && widest > 0 ? Math.max(1, Math.floor(WEBGPU_BINDING / BYTES / widest)) : Infinity;
}
