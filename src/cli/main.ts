import { UsageError } from './args.js';
import { inspect } from './commands/inspect.js';
import { relabel } from './commands/relabel.js';
import { flag } from './commands/flag.js';
import { query } from './commands/query.js';
import { score } from './commands/score.js';
import { show } from './commands/show.js';
import { note } from './output.js';

/** Every command; a new one is a file in `commands/` and a line here. */
const COMMANDS: Readonly<Record<string, (argv: readonly string[]) => Promise<void>>> = { inspect, show, score, flag, query, relabel };

const USAGE = `usage: tiebreak COMMAND FILE ...; commands: ${Object.keys(COMMANDS).join(', ')}`;

/** Runs one command line; answers the exit code: 0 fine, 1 failure, 2 usage. */
export async function main(argv: readonly string[]): Promise<number> {
  const [name, ...rest] = argv;
  if (name === '--help' || name === 'help') {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  try {
    const command = name === undefined ? undefined : Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (!command) throw new UsageError(name === undefined ? USAGE : `there is no command ${name}\n${USAGE}`);
    await command(rest);
    return 0;
  } catch (error) {
    note(`tiebreak: ${(error as Error).message}`);
    return error instanceof UsageError ? 2 : 1;
  }
}
