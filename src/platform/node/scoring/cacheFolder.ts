/** Where scores are kept between runs. */
import { homedir } from 'node:os';
import { join } from 'node:path';

/** The folder of a model's scores: under TIEBREAK_CACHE where that is set, else in the user's cache folder. */
export function scoreFolder(modelHash: string, env: NodeJS.ProcessEnv = process.env, platform: string = process.platform): string {
  return join(env['TIEBREAK_CACHE'] || join(userCache(env, platform), 'tiebreak'), 'scores', modelHash);
}

function userCache(env: NodeJS.ProcessEnv, platform: string): string {
  if (platform === 'win32') return env['LOCALAPPDATA'] || join(homedir(), 'AppData', 'Local');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches');
  return env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
}
