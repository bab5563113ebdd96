import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root folder. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** What is fetched once and kept between runs: VS Code, its server, a browser. Git ignores it. */
export const cache = join(root, '.vscode-test');

/** What a run leaves behind for people to look at: reports, traces, pictures. Git ignores it. */
export const results = join(root, 'test-results');
