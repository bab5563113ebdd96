import { expect, it } from 'vitest';
import { layerSizes, mostTokens } from '../../src/inference/tensorLimit.js';

it.each([
  [{ num_attention_heads: 12, hidden_size: 384, intermediate_size: 1536 }, { heads: 12, inner: 1536 }],
  [{ n_head: 12, n_embd: 768, n_inner: null }, { heads: 12, inner: 3072 }],
  [{ n_heads: 12, dim: 768, hidden_dim: 3072 }, { heads: 12, inner: 3072 }],
  [{ num_attention_heads: 'many' }, { heads: 0, inner: 0 }],
  [{}, { heads: 0, inner: 0 }],
])('reads the sizes of %j', (config, sizes) => expect(layerSizes(config)).toEqual(sizes));

it('lets no attention scores and no inner states in 32 bits go over 128 MiB on WebGPU', () => {
  const sizes = { heads: 12, inner: 1536 };
  for (const length of [1, 64, 128, 129, 256, 512, 4096]) {
    const tokens = mostTokens('webgpu', sizes, length);
    expect(4 * tokens * Math.max(12 * length, 1536)).toBeLessThanOrEqual(128 * 1024 ** 2);
    // And makes use of it: one token more would be too many.
    expect(4 * (tokens + 1) * Math.max(12 * length, 1536)).toBeGreaterThan(128 * 1024 ** 2);
  }
  expect(mostTokens('webgpu', { heads: 64, inner: 0 }, 2 ** 20)).toBe(1);
});

it.each(['cpu', 'cuda', 'dml', 'coreml'] as const)('does not limit %s', (device) => expect(mostTokens(device, { heads: 12, inner: 1536 }, 512)).toBe(Infinity));

it('does not limit a model that does not tell its sizes', () => expect(mostTokens('webgpu', { heads: 0, inner: 0 }, 512)).toBe(Infinity));
