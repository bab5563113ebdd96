import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { connect, ConnectionClosed } from '../../src/platform/node/rpc.js';

interface Methods {
  double: [{ value: number }, { value: number }];
  fail: [null, null];
  wait: [null, string];
}
interface Events {
  said: { text: string };
}

/** Two ends of an IPC channel in this process. */
function pair() {
  const [a, b] = [new EventEmitter(), new EventEmitter()] as unknown as [NodeJS.Process, NodeJS.Process];
  const join = (from: NodeJS.Process, to: NodeJS.Process) =>
    Object.assign(from, {
      connected: true,
      send: (message: object, _handle: unknown, _options: unknown, done: (error: Error | null) => void) => {
        const text = JSON.stringify(message);
        setImmediate(() => (to.emit('message', JSON.parse(text), undefined), done(null)));
        return true;
      },
      disconnect: () => {
        for (const end of [from, to]) {
          Object.assign(end, { connected: false });
          end.emit('disconnect');
        }
      },
    });
  join(a, b);
  join(b, a);
  const client = connect<Methods, Events>(a);
  const server = connect<Methods, Events>(b);
  return { client, server, cut: () => a.disconnect() };
}

describe('connect', () => {
  it('answers requests and tells events, in order', async () => {
    const { client, server } = pair();
    const heard: string[] = [];
    client.on('said', ({ text }) => heard.push(text));
    server.handle('double', async ({ value }) => {
      await server.notify('said', { text: `one ${value}` });
      void server.notify('said', { text: `two ${value}` });
      return { value: 2 * value };
    });
    expect(await client.request('double', { value: 21 })).toEqual({ value: 42 });
    expect(heard).toEqual(['one 21', 'two 21']);
  });

  it("rejects with the handler's own message and name", async () => {
    const { client, server } = pair();
    server.handle('fail', () => {
      throw Object.assign(new Error('no such row'), { name: 'EditError' });
    });
    await expect(client.request('fail', null)).rejects.toMatchObject({ message: 'no such row', name: 'EditError' });
  });

  it('cancels: the request rejects with the reason at once, the handler hears of it', async () => {
    const { client, server } = pair();
    const controller = new AbortController();
    const stopped = new Promise<void>((resolve) => {
      server.handle('wait', (_, signal) => {
        signal.addEventListener('abort', () => resolve());
        return new Promise(() => {});
      });
    });
    const answer = client.request('wait', null, controller.signal);
    setTimeout(() => controller.abort(new Error('enough')), 5);
    await expect(answer).rejects.toThrow('enough');
    await stopped;
    await expect(client.request('wait', null, controller.signal)).rejects.toThrow('enough');
  });

  it('hears what was said before the other end was gone, then rejects what waits', async () => {
    const { client, server, cut } = pair();
    const heard: string[] = [];
    client.on('said', ({ text }) => heard.push(text));
    server.handle('wait', async () => {
      for (const text of ['a', 'b', 'c']) await server.notify('said', { text });
      cut();
      return new Promise(() => {});
    });
    await expect(client.request('wait', null)).rejects.toThrow(ConnectionClosed);
    expect(heard).toEqual(['a', 'b', 'c']);
    await expect(client.request('wait', null)).rejects.toThrow(ConnectionClosed);
    await server.notify('said', { text: 'into the void' });
  });
});
