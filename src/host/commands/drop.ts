import type { CommandContext } from './registry.js';

/** Takes the shown record out of the file; undo puts it back. */
export async function drop({ provider }: CommandContext): Promise<void> {
  const document = provider.active?.document;
  await document?.edit(document.shown.record, { kind: 'drop' });
}
