/**
 * A scorer without a model: a text's reward is its length, and so is its embedding. Batches of four. A response with "poison" kills
 * it each time, one with "stumble" once (a file named by STUMBLED remembers), "refuse" has no score; a model named "deadly" kills it,
 * one named "fragile" from the second time on that it is loaded. On cuda:6 it dies of every second batch; cuda:7 is not there.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from '../../../src/platform/node/rpc.js';
import type { ScoredItem, ScorerEvents, ScorerMethods } from '../../../src/protocol/scorer.js';

const end = connect<ScorerMethods, ScorerEvents>(process);
process.once('disconnect', () => process.exit(0));

const die = (words: string) => {
  process.stderr.write(`${words}\n`);
  process.kill(process.pid, 'SIGKILL');
};

let sick = false;
let batches = 0;

end.handle('load', ({ model, device }) => {
  if (device === 'cuda:7') throw new Error('cuda:7 cannot run this model: invalid device ordinal');
  sick = device === 'cuda:6';
  if (model.includes('deadly')) die('bad weights');
  if (model.includes('fragile')) {
    if (existsSync(process.env['STUMBLED']!)) die('worn out');
    writeFileSync(process.env['STUMBLED']!, '');
  }
  if (model.includes('missing')) throw new Error(`${model} is not a model folder`);
  const choice = { device: 'cpu' as const, adapter: `fake, asked for ${device}`, skipped: [] };
  return { name: 'fake', hash: 'fake', members: 1, scale: 1, attributes: [], calibration: null, choice };
});

end.handle('score', async ({ job, inputs }, signal) => {
  for (let start = 0; start < inputs.length; start += 4) {
    signal.throwIfAborted();
    const positions = inputs.slice(start, start + 4).map((_, i) => start + i);
    await end.notify('batch', { job, positions });
    if (sick && ++batches % 2 === 0) die('Xid 79');
    const texts = positions.map((position) => inputs[position]!.response);
    const mark = process.env['STUMBLED']!;
    if (texts.some((text) => text.includes('stumble')) && !existsSync(mark)) {
      writeFileSync(mark, '');
      die('stumbled');
    }
    if (texts.some((text) => text.includes('poison'))) die('swallowed poison');
    await sleep(1);
    const result = (text: string): ScoredItem['result'] =>
      text.includes('refuse') ? { failed: 'refused' } : { rewards: [text.length], attributes: [] };
    await end.notify('scored', { job, tokens: 10, items: positions.map((position, i) => ({ position, result: result(texts[i]!) })) });
  }
  return null;
});

end.handle('embed', ({ inputs }) => {
  if (inputs.some(({ response }) => response.includes('poison'))) die('swallowed poison');
  const numbers = (length: number) => Buffer.from(Float32Array.of(length).buffer).toString('base64');
  return { size: 1, tokens: inputs.length, items: inputs.map(({ response }) => ({ numbers: numbers(response.length) })) };
});
