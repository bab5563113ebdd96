/** What a spec that starts reader threads has while its tests run. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { buildEntry } from './build.js';

/** The built reader.js and a folder that is removed in the end; called at the top of a spec, to be read within its tests. */
export function readerThreads(): { readonly script: string; readonly folder: string } {
  const threads = { script: '', folder: '' };
  beforeAll(async () => {
    threads.script = await buildEntry('src/reader.ts');
    threads.folder = mkdtempSync(join(tmpdir(), 'tiebreak-test-'));
  });
  afterAll(() => rmSync(threads.folder, { recursive: true }));
  return threads;
}
