import { expect, it } from 'vitest';
import { Gate } from '../../../src/platform/node/engine/gate.js';

it('who waits for work to be held hears of the next stop, where the first was taken back before work came to it', async () => {
  const gate = new Gate();
  gate.close();
  const held = gate.held;
  gate.open();
  gate.close();
  const work = gate.pass();
  await held;
  gate.open();
  await work;
  // The next stop is another one.
  gate.close();
  let heard = false;
  void gate.held.then(() => (heard = true));
  await Promise.resolve();
  expect(heard).toBe(false);
});
