import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { Gate } from '../../src/inference/gate.js';

/** Work that notes when it runs, and what runs beside it. */
function jobs(gate: Gate) {
  const order: string[] = [];
  const running = new Set<string>();
  const beside = new Map<string, string[]>();
  const work = (name: string) => async () => {
    order.push(name);
    running.add(name);
    for (const one of running) beside.set(one, [...(beside.get(one) ?? []), ...[...running].filter((other) => other !== one)]);
    await sleep(5);
    running.delete(name);
  };
  return { order, beside, turn: (name: string) => gate.turn(work(name)), alone: (name: string) => gate.alone(work(name)) };
}

describe('Gate', () => {
  it('lets as many run as there are places, in the order of asking', async () => {
    const { order, beside, turn } = jobs(new Gate(2));
    await Promise.all(['a', 'b', 'c', 'd'].map(turn));
    expect(order).toEqual(['a', 'b', 'c', 'd']);
    expect(beside.get('a')).toEqual(['b']);
    expect(Math.max(...[...beside.values()].map((others) => others.length))).toBeLessThanOrEqual(2);
  });

  it('lets nothing run beside what wants to be alone', async () => {
    const { order, beside, turn, alone } = jobs(new Gate(3));
    await Promise.all([turn('a'), turn('b'), alone('c'), turn('d'), turn('e')]);
    expect(order).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(beside.get('c')).toEqual([]);
    expect(beside.get('e')).toEqual(['d']);
  });

  it('goes on after work that failed, and can be widened', async () => {
    const gate = new Gate();
    await expect(gate.alone(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    const { beside, turn } = jobs(gate);
    const first = Promise.all(['a', 'b'].map(turn));
    gate.widen(2);
    await first;
    expect(beside.get('b')).toContain('a');
  });
});
