import type { CommandContext } from './registry.js';

/** Opens the mapping of the file in front. */
export async function mapColumns(_context: CommandContext, ..._given: unknown[]): Promise<void> {
  throw new Error('mappings cannot be written yet');
}
