/** Model folders for tests. */
import { join } from 'node:path';
import { root } from './build.js';

/** A tiny random reward model with five members and five attributes. */
export const tinyReward = join(root, 'test/fixtures/models/tiny-reward');

/** A tiny random classifier of one label, without a reward.json. */
export const plainReward = join(root, 'test/fixtures/models/plain');

/** The model that ships. */
export const bundled = join(root, 'models/tiebreak-minilm');
