import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';

/** The folder of real datasets beside the repository; a public clone has none. */
export const shared = process.env.TIEBREAK_SHARED ?? join(root, '..', 'shared');

/**
 * The path of a file in the shared folder, for example `data/real/pandalm.json`, whether it exists or not.
 * @param {string} name
 */
export const sharedFile = (name) => join(shared, name);

/**
 * True where every named file is missing nothing: `test.skipIf(!hasShared('data/real/x.jsonl'))('name', ...)`
 * keeps the test in the report by name instead of dropping it silently.
 * @param {...string} names
 */
export const hasShared = (...names) => names.every((name) => existsSync(sharedFile(name)));
