import { describe, expect, it } from 'vitest';
import { cardNames, visibleCards } from '../../src/inference/gpus.js';

// As nvidia-smi -L prints it.
const H100 = 'NVIDIA H100 80GB HBM3';
const FOUR = [0, 1, 2, 3].map((i) => `GPU ${i}: ${H100} (UUID: GPU-${i}a4b5c6d-1111-2222-3333-44445555666${i})\n`).join('');
const TWO_KINDS = 'GPU 0: NVIDIA GeForce RTX 4090 (UUID: GPU-aaaa1111-0000-0000-0000-000000000000)\nGPU 1: Quadro P400 (UUID: GPU-bbbb2222-0000-0000-0000-000000000000)\n';
const DIVIDED = `GPU 0: NVIDIA A100-SXM4-40GB (UUID: GPU-5d5ba0d6-d33d-2b2c-524d-9e3d8d2b8a77)
  MIG 1g.5gb      Device  0: (UUID: MIG-c6d4f1ef-42e4-5de3-91c7-45d71c87eb3f)
  MIG 1g.5gb      Device  1: (UUID: MIG-cba663e8-9bed-5b25-b243-5985ef7c9beb)
GPU 1: NVIDIA A100-SXM4-40GB (UUID: GPU-22222222-d33d-2b2c-524d-9e3d8d2b8a77)
`;

describe('visibleCards', () => {
  it('counts the cards that are listed', () => {
    expect(visibleCards(FOUR, undefined)).toEqual([H100, H100, H100, H100]);
    expect(visibleCards(FOUR.replaceAll('\n', '\r\n'), undefined)).toHaveLength(4);
    expect(visibleCards(TWO_KINDS, undefined)).toEqual(['NVIDIA GeForce RTX 4090', 'Quadro P400']);
  });

  it('counts none where the tool has none, or is not there', () => {
    expect(visibleCards('', undefined)).toEqual([]);
    expect(visibleCards('No devices found.\n', undefined)).toEqual([]);
    expect(visibleCards('NVIDIA-SMI has failed because it couldn\'t communicate with the NVIDIA driver.\n', '0,1')).toEqual([]);
  });

  it.each([
    ['0', 1], ['0,1', 2], ['3, 1', 2], ['', 0], ['-1', 0], ['0,-1,1', 1], ['0,9,1', 1], ['1,1', 1], ['NoDevFiles', 0],
    ['GPU-1a4b', 1], ['GPU-0a4b5c6d-1111-2222-3333-444455556660,GPU-3a', 2], ['GPU-ffff', 0],
  ])('of four, CUDA_VISIBLE_DEVICES=%s leaves %i', (visible, count) => expect(visibleCards(FOUR, visible)).toHaveLength(count));

  it('has one where a card is divided', () => expect(visibleCards(DIVIDED, undefined)).toEqual(['NVIDIA A100-SXM4-40GB']));
});

describe('cardNames', () => {
  it('names the cards', () => {
    expect(cardNames([])).toBe('');
    expect(cardNames([H100])).toBe(H100);
    expect(cardNames([H100, H100])).toBe(`2 x ${H100}`);
    expect(cardNames(['b', 'a', 'b'])).toBe('3 cards: a, b');
  });
});
