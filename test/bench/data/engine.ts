/** The engine as the editor runs it: how long the first record takes, how long the whole file, and its peak memory. */
import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { connect } from '../../../src/platform/node/rpc.js';
import type { EngineEvents, EngineMethods } from '../../../src/protocol/engine.js';

const [, , script = '', warm = '', path = ''] = process.argv;

const child = fork(script, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
const wire = connect<EngineMethods, EngineEvents>(child);

/** Opens a file and waits for its first record; the second answer ends when every row has been read. */
async function open(file: string): Promise<{ first: number; whole: Promise<number>; gaps: Promise<number> }> {
  const start = performance.now();
  let reading = true;
  const whole = new Promise<number>((resolve) => {
    wire.on('dataset', ({ view }) => {
      if (view.complete && view.name === file) resolve(performance.now() - start);
    });
  });
  void whole.then(() => (reading = false));
  const { dataset } = await wire.request('open', { path: file, schema: null, removed: [], attach: [] });
  await wire.request('record', { dataset, index: 0 });
  const first = performance.now() - start;
  // While the file is read the curator goes on: how long does a record take then?
  const gaps = (async () => {
    let longest = 0;
    while (reading) {
      const asked = performance.now();
      await wire.request('record', { dataset, index: 1 });
      longest = Math.max(longest, performance.now() - asked);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return longest;
  })();
  return { first, whole, gaps };
}

void (async () => {
  await (await open(warm)).whole;
  const { first, whole, gaps } = await open(path);
  const ms = await whole;
  const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'));
  process.stdout.write(`${JSON.stringify({ first, whole: ms, longest: await gaps, peakMb: Number(peak?.[1]) / 1000 })}\n`);
  child.kill();
  process.exit(0);
})();
