/** Hands malformed files to the built command, as many at once as there are cores. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { malformed, originals } from './malformed.js';

/** What `tiebreak inspect --json` may take for a file. */
export const LIMIT_MS = 10_000;

/** What became of one file. */
export interface Fate {
  readonly seed: number;
  readonly ending: string;
  readonly code: number | null;
  readonly signal: string | null;
  readonly ms: number;
  /** Why it is wrong; null where it is as it must be. */
  readonly wrong: string | null;
}

/** Inspects the files of these seeds; `onFate` hears of each. */
export async function fuzz(cli: string, seeds: readonly number[], onFate: (fate: Fate) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tiebreak-fuzz-'));
  const from = originals();
  let next = 0;
  const lane = async () => {
    for (let place = next++; place < seeds.length; place = next++) {
      const seed = seeds[place] as number;
      const { ending, bytes } = malformed(seed, from);
      const path = join(folder, `${seed}${ending}`);
      writeFileSync(path, bytes);
      onFate(await inspected(cli, path, seed, ending));
      rmSync(path);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, lane));
  rmSync(folder, { recursive: true });
}

function inspected(cli: string, path: string, seed: number, ending: string): Promise<Fate> {
  return new Promise((resolve) => {
    const start = performance.now();
    const child = spawn(process.execPath, [cli, 'inspect', path, '--json'], { stdio: ['ignore', 'pipe', 'pipe'] });
    const out: Buffer[] = [];
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => void (said = (said + chunk.toString()).slice(-2000)));
    const timer = setTimeout(() => child.kill('SIGKILL'), LIMIT_MS);
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      const ms = performance.now() - start;
      resolve({ seed, ending, code, signal, ms, wrong: fault(code, signal, Buffer.concat(out).toString(), said, path) });
    });
  });
}

function fault(code: number | null, signal: string | null, out: string, said: string, path: string): string | null {
  if (signal !== null) return signal === 'SIGKILL' ? `took longer than ${LIMIT_MS} ms` : `died by ${signal}`;
  if (code === 0) {
    try {
      const found = JSON.parse(out) as { schema?: unknown };
      return typeof found.schema === 'string' ? null : 'the JSON says no schema';
    } catch {
      return `exit 0 without one JSON document: ${out.slice(0, 200)}`;
    }
  }
  if (code !== 1) return `exit ${code}: ${said}`;
  // An error must be ours: it names the file, and is no stack trace.
  if (out !== '' || !said.includes(path) || /\n\s+at /.test(said)) return `exit 1 without a clear error: ${said}`;
  return null;
}
