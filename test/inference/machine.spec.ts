import { describe, expect, it } from 'vitest';
import { DEVICES } from '../../src/core/scoring/scores.js';
import { ruledOut, type Machine } from '../../src/inference/machine.js';

const linux: Machine = { platform: 'linux', arch: 'x64', providers: ['cpu', 'webgpu', 'cuda'], libraries: '/ort', exists: () => false };
const reasons = (machine: Machine) => Object.fromEntries(DEVICES.map((device) => [device, ruledOut(device, machine)]));

describe('ruledOut', () => {
  it('on Linux asks for the CUDA library before anything is loaded', () => {
    expect(reasons(linux)).toEqual({
      cuda: "onnxruntime's CUDA library is not installed (libonnxruntime_providers_cuda.so)",
      webgpu: null,
      dml: 'not on Linux: DirectML is only on Windows',
      coreml: 'not on Linux: Core ML is only on macOS',
      cpu: null,
    });
    const found: string[] = [];
    expect(ruledOut('cuda', { ...linux, exists: (path) => found.push(path) > 0 })).toBeNull();
    expect(found).toEqual(['/ort/libonnxruntime_providers_cuda.so']);
  });

  it('on Windows and macOS leaves what onnxruntime brings there', () => {
    expect(reasons({ ...linux, platform: 'win32', providers: ['cpu', 'webgpu', 'dml'] })).toMatchObject({
      cuda: "not on Windows: onnxruntime-node's CUDA is only on Linux",
      webgpu: null,
      dml: null,
    });
    expect(reasons({ ...linux, platform: 'darwin', arch: 'arm64', providers: ['cpu', 'webgpu', 'coreml'] })).toMatchObject({
      dml: 'not on macOS: DirectML is only on Windows',
      coreml: null,
    });
  });

  it('names what a build does not have', () => {
    expect(ruledOut('webgpu', { ...linux, arch: 'arm64', providers: ['cpu'] })).toBe('this onnxruntime (linux-arm64) is built without WebGPU');
  });
});
