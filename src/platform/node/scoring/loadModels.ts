/** Several models to vote together. */
import type { LoadedModel } from '../../../core/scoring/loadedModel.js';
import type { DeviceWish } from '../../../core/scoring/deviceWish.js';
import { withOwnNames, type ScoringModel } from '../../../core/scoring/scoringModels.js';
import type { ScorerClient } from './client.js';

/** Loads model folders one after the other; `onLoaded` hears of each. */
export async function loadModels(
  scorer: Pick<ScorerClient, 'load'>,
  folders: readonly string[],
  device: DeviceWish,
  onLoaded: (model: LoadedModel) => void = () => undefined,
): Promise<ScoringModel[]> {
  const models: ScoringModel[] = [];
  for (const folder of folders) {
    const model = await scorer.load(folder, device);
    onLoaded(model);
    models.push({ folder, model });
  }
  return withOwnNames(models);
}
