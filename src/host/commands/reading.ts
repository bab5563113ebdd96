import type { CommandContext } from './registry.js';

/** Stops reading the file in front; what was read can be looked at. */
export async function stopReading({ provider }: CommandContext): Promise<void> {
  await provider.active?.document.ask((engine, dataset) => engine.request('stopReading', { dataset }));
}

/** Goes on reading it. */
export async function readOn({ provider }: CommandContext): Promise<void> {
  await provider.active?.document.ask((engine, dataset) => engine.request('readOn', { dataset }));
}
