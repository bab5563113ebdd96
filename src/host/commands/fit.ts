import type { CommandContext } from './registry.js';

/** Fits heads to the labels of the open file, unsaved edits included, and scores every response with them; run it again after relabelling. */
export async function fit({ provider }: CommandContext): Promise<void> {
  await provider.active?.document.fit();
}
