import type { CommandContext } from './registry.js';

/** Scores every response of the open file with the bundled model. */
export async function score({ provider }: CommandContext): Promise<void> {
  await provider.active?.document.score();
}

/** Stops scoring; what is done is kept. */
export async function cancelScoring({ provider }: CommandContext): Promise<void> {
  await provider.active?.document.ask((engine, dataset) => engine.request('cancelScore', { dataset }));
}
