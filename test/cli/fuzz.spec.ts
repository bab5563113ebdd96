import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fuzz, type Fate } from '../fuzz/run.js';
import { root } from '../support/build.js';

/** The first files of `npm run fuzz`, which tries thousands. */
const FILES = 120;

describe('malformed files', () => {
  it('inspect ends in time, with one JSON document or a clear error, and never by a signal', { timeout: 180_000 }, async () => {
    const fates: Fate[] = [];
    await fuzz(join(root, 'dist/cli.js'), Array.from({ length: FILES }, (_, i) => i + 1), (fate) => fates.push(fate));
    expect(fates.filter(({ wrong }) => wrong !== null)).toEqual([]);
    expect(fates.length).toBe(FILES);
    // Both outcomes must be met, or the files are not what they should be.
    expect(new Set(fates.map(({ code }) => code))).toEqual(new Set([0, 1]));
  });
});
