import { join } from 'node:path';

/** Id of the model that comes with Tiebreak. */
export const BUNDLED = 'tiebreak-minilm';

/** Its folder; every built entry lies in dist, beside models. */
export function bundledModel(): string {
  return join(__dirname, '..', 'models', BUNDLED);
}
