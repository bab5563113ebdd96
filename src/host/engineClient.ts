import * as vscode from 'vscode';
import type { EngineEvents, EngineMethods } from '../protocol/engine.js';
import { forkScript } from '../platform/node/fork.js';
import { connect, type Connection } from '../platform/node/rpc.js';

type Wire = Connection<EngineMethods, EngineEvents>;

/** More deaths than this within the time below, and the engine is not started again. */
const MOST_DEATHS = 4;
const DEATHS_WITHIN_MS = 60_000;

/** The window's engine process: started when first asked, started again when it dies. */
export class EngineClient {
  private wire: Promise<Wire> | null = null;
  private readonly deaths: number[] = [];
  private readonly listeners: { [K in keyof EngineEvents]: Set<(event: EngineEvents[K]) => void> } = {
    dataset: new Set(),
    scoring: new Set(),
    changed: new Set(),
  };
  private readonly restarts = new Set<() => void>();
  private child: ReturnType<typeof forkScript>['child'] | null = null;
  private disposed = false;

  constructor(
    private readonly script: string,
    private readonly log: (line: string) => void,
    /** Added to the engine's environment. */
    private readonly environment: Readonly<Record<string, string>> = {},
  ) {}

  /** Asks the engine. Rejects with its message, or because it died. */
  async request<K extends keyof EngineMethods & string>(
    name: K,
    params: EngineMethods[K][0],
    signal?: AbortSignal,
  ): Promise<EngineMethods[K][1]> {
    const wire = await (this.wire ??= this.start());
    return (await wire.request(name, params as never, signal)) as EngineMethods[K][1];
  }

  /** Listens to an event, over restarts; answers how to stop. */
  on<K extends keyof EngineEvents>(name: K, listener: (event: EngineEvents[K]) => void): { dispose(): void } {
    const set = this.listeners[name] as Set<(event: EngineEvents[K]) => void>;
    set.add(listener);
    return { dispose: () => void set.delete(listener) };
  }

  /** Called after a death, when a new engine can be asked: datasets must be opened anew. */
  onRestart(listener: () => void): { dispose(): void } {
    this.restarts.add(listener);
    return { dispose: () => void this.restarts.delete(listener) };
  }

  /** The engine's process id, for tests that kill it. */
  get pid(): number | undefined {
    return this.child?.pid;
  }

  dispose(): void {
    this.disposed = true;
    this.child?.kill();
  }

  private async start(): Promise<Wire> {
    const { child, lastWords } = forkScript(this.script, [], this.environment);
    this.child = child;
    const wire = connect<EngineMethods, EngineEvents>(child);
    for (const name of ['dataset', 'scoring', 'changed'] as const) {
      wire.on(name, (event) => {
        for (const listener of [...this.listeners[name]]) (listener as (event: unknown) => void)(event);
      });
    }
    child.once('exit', (code, signal) => {
      wire.close();
      if (this.disposed || this.child !== child) return;
      this.log(`The engine ended (${signal ?? `code ${code}`}). ${lastWords()}`);
      this.wire = null;
      this.restart();
    });
    return wire;
  }

  /** Resolves once every file has heard of the death that a `ConnectionClosed` came from. */
  async restarted(): Promise<void> {
    const { child } = this;
    // A child that is connected is the next one already: its end is not what is waited for.
    if (child && !child.connected && child.exitCode === null && child.signalCode === null) await new Promise((resolve) => child.once('exit', resolve));
    await new Promise((resolve) => setImmediate(resolve));
  }

  private restart(): void {
    const now = Date.now();
    this.deaths.push(now);
    if (this.deaths.filter((at) => now - at < DEATHS_WITHIN_MS).length > MOST_DEATHS) {
      this.log('The engine died too often and is not started again.');
      this.wire = Promise.reject(new Error(vscode.l10n.t('The Tiebreak engine died too often. See the Tiebreak output; reload the window to start it again.')));
      this.wire.catch(() => undefined);
    }
    for (const listener of [...this.restarts]) listener();
  }
}
