import type { EngineEvents, EngineMethods } from '../../../protocol/engine.js';
import { schemaCandidates } from '../files/openDataset.js';
import { shardsOf } from '../files/shards.js';
import type { Answerer } from '../rpc.js';
import { guessMapping } from './mapping/guess.js';
import { preview } from './mapping/preview.js';
import { sampleOf } from './mapping/sample.js';

/** Answers questions about files that need not be open. */
export function serveLooks(wire: Answerer<EngineMethods, EngineEvents>): void {
  wire.handle('candidates', async ({ path }) => (await schemaCandidates(path)).map(({ schema, confidence, reason }) => ({ schema: schema.name, confidence, reason })));
  wire.handle('shards', async ({ path }) => (await shardsOf(path)) ?? []);
  wire.handle('preview', ({ path, mapping }) => preview(path, mapping));
  wire.handle('guessMapping', async ({ path }) => guessMapping(await sampleOf(path)));
}
