import { describe, expect, it } from 'vitest';
import type { Device } from '../../src/core/scoring/scores.js';
import type { DeviceName } from '../../src/core/scoring/deviceWish.js';
import { chooseDevice, type Trials } from '../../src/inference/chooseDevice.js';
import type { ModelRules } from '../../src/inference/modelRules.js';
import type { Trial } from '../../src/inference/probe.js';

const rules: ModelRules = {
  architecture: 'encoder',
  form: 'pair',
  chat: null,
  paddingSide: 'right',
  oneSegment: false,
  template: { labels: {}, separator: '' },
  maxLength: 8,
  padId: 0,
  promptFloor: 2,
  members: 2,
  scale: 2,
  calibration: null,
  wrong: null,
  attributes: [{ name: 'helpfulness', sd: 1 }],
  layers: { heads: 1, inner: 4 },
  outputs: { rewards: 'rewards', attributes: 'attributes' },
};

/** Two trials whose first reward is `reward`; the second batch takes `seconds`. */
function trials(reward: number, seconds: number): Trial[] {
  const outputs = { rewards: [[reward, 5]], attributes: [[3]] };
  return [{ outputs, seconds: 0.01 }, { outputs, seconds }];
}

/** A machine on which probes give these answers; a string is a reason, `out` rules a device out. */
function machine(probes: Partial<Record<DeviceName, Trial[] | string>>, out: Partial<Record<Device, string>> = {}, closed: DeviceName[] = []): Trials {
  return {
    ruledOut: (device) => out[device] ?? null,
    probe: async (device) => {
      const answer = probes[device] ?? 'nothing there';
      if (typeof answer === 'string') throw new Error(answer);
      return answer;
    },
    reference: async () => trials(1, 0.1),
    open: async (device) => {
      if (closed.includes(device)) throw new Error('out of memory');
    },
  };
}

describe('chooseDevice auto', () => {
  it('takes the first device that is right and fast, and says why better ones are not', async () => {
    const out = { cuda: 'not installed' };
    expect(await chooseDevice('auto', rules, machine({ webgpu: trials(1.001, 0.02) }, out))).toEqual({
      device: 'webgpu',
      skipped: [{ device: 'cuda', reason: 'not installed' }],
    });
  });

  it('passes over a device with other numbers, a slow one, a dead one and one that will not open', async () => {
    const probes = {
      cuda: trials(1.03, 0.02),
      webgpu: trials(1, 0.31),
      dml: 'the process that tried it was ended by SIGSEGV',
      coreml: trials(1, 0.02),
    };
    expect(await chooseDevice('auto', rules, machine(probes, {}, ['coreml']))).toEqual({
      device: 'cpu',
      skipped: [
        { device: 'cuda', reason: "its numbers differ from the CPU's by 0.015 of the output's scale (at most 0.01 is taken)" },
        { device: 'webgpu', reason: 'slower than the CPU on the probe (x3.1)' },
        { device: 'dml', reason: 'the process that tried it was ended by SIGSEGV' },
        { device: 'coreml', reason: 'out of memory' },
      ],
    });
  });

  it('judges the speed of a device that stopped after the small batch by that batch', async () => {
    const slow = trials(1, 0).slice(0, 1).map((trial) => ({ ...trial, seconds: 2 }));
    const { skipped } = await chooseDevice('auto', rules, machine({ cuda: slow }));
    expect(skipped[0]!.reason).toBe('slower than the CPU on the probe (x200)');
  });

  it('does not take numbers that are none for right', async () => {
    const { skipped } = await chooseDevice('auto', rules, machine({ cuda: trials(NaN, 0.02) }));
    expect(skipped[0]!.reason).toBe('it gave no finite numbers');
  });
});

describe('chooseDevice with a device named', () => {
  it('takes a slow device that is right', async () => {
    expect(await chooseDevice('webgpu', rules, machine({ webgpu: trials(1, 9) }))).toEqual({ device: 'webgpu', skipped: [] });
  });

  it('refuses one that cannot run, with the reason', async () => {
    const one = machine({ dml: trials(7, 0.01), webgpu: 'no WebGPU adapter: No supported adapters' }, { cuda: 'not on Windows' });
    await expect(chooseDevice('cuda', rules, one)).rejects.toThrow('cuda cannot run this model: not on Windows');
    await expect(chooseDevice('webgpu', rules, one)).rejects.toThrow('webgpu cannot run this model: no WebGPU adapter: No supported adapters');
    await expect(chooseDevice('dml', rules, one)).rejects.toThrow("dml cannot run this model: its numbers differ from the CPU's by 3.0");
  });

  it('tries the one card that is named', async () => {
    const one = machine({ cuda: trials(7, 0.01), 'cuda:1': trials(1, 9) }, { dml: 'not on Linux' });
    expect(await chooseDevice('cuda:1', rules, one)).toEqual({ device: 'cuda:1', skipped: [] });
    await expect(chooseDevice('cuda:2', rules, one)).rejects.toThrow('cuda:2 cannot run this model: nothing there');
    await expect(chooseDevice('dml:1', rules, one)).rejects.toThrow('dml:1 cannot run this model: not on Linux');
  });

  it('probes nothing for the CPU', async () => {
    const one = { ...machine({}), probe: () => Promise.reject(new Error('probed')), reference: () => Promise.reject(new Error('measured')) };
    expect(await chooseDevice('cpu', rules, one)).toEqual({ device: 'cpu', skipped: [] });
  });
});
