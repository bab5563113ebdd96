import './platform/node/language.js';
import { join } from 'node:path';
import { serve } from './platform/node/engine/handlers.js';
import { connect } from './platform/node/rpc.js';
import type { EngineEvents, EngineMethods } from './protocol/engine.js';

serve(connect<EngineMethods, EngineEvents>(process), join(__dirname, 'scorer.js'));
// Without its client the engine has nothing to do.
process.once('disconnect', () => process.exit(0));
