import { describe, expect, it } from 'vitest';
import { deathReason, plainReason } from '../../src/inference/reasons.js';

const ADAPTER =
  '/onnxruntime_src/onnxruntime/core/providers/webgpu/webgpu_context.cc:136 onnxruntime::webgpu::WebGpuContext::Initialize(const Config&)::<lambda()> ' +
  'adapter_result.status == wgpu::RequestAdapterStatus::Success was false. Failed to get a WebGPU adapter: No supported adapters\n\n';

describe('plainReason', () => {
  it('says that there is no adapter, and which library would find one', () => {
    expect(plainReason(ADAPTER)).toBe('no WebGPU adapter: No supported adapters');
    const words = "Warning: Couldn't load Vulkan: libvulkan.so.1: cannot open shared object file: No such file or directory";
    expect(plainReason(ADAPTER, words)).toBe('no WebGPU adapter: No supported adapters (libvulkan.so.1 is not installed)');
  });

  it('leaves out where in the source a condition failed', () => {
    expect(plainReason('/src/x.cc:12 void f() a == b was false. The device was lost.\nmore')).toBe('The device was lost.');
    expect(plainReason('no available backend found')).toBe('no available backend found');
  });
});

describe('deathReason', () => {
  it('has the signal or the code, and the last line of stderr without its colours', () => {
    expect(deathReason(null, 'SIGABRT', 'first\n\u001b[1;31mlibcudnn.so.9: not found\u001b[m\n')).toBe(
      'the process that tried it was ended by SIGABRT: libcudnn.so.9: not found',
    );
    expect(deathReason(134, null, '')).toBe('the process that tried it ended with code 134');
  });
});
