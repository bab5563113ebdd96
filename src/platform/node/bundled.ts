import { join, resolve } from 'node:path';

/** Id of the model that comes with Tiebreak. */
export const BUNDLED = 'tiebreak-minilm';

/** Its folder; every built entry lies in dist, beside models. */
export function bundledModel(): string {
  return join(__dirname, '..', 'models', BUNDLED);
}

/** Absolute folders by what the user calls them: `bundled` is the model that comes along; each once. */
export function namedModels(names: readonly string[]): readonly string[] {
  return [...new Set(names.map((name) => (name === 'bundled' ? bundledModel() : resolve(name))))];
}
