import type { MappingPreview } from '../../../protocol/engine.js';

/** What a mapping makes of the first rows of a file. */
export async function preview(_path: string, _mapping: string): Promise<MappingPreview> {
  throw new Error('mappings cannot be read yet');
}
