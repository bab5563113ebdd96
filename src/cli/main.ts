import { UsageAsked, UsageError } from './args.js';
import { letReaderStop, note } from './output.js';

type Command = (argv: readonly string[]) => Promise<void>;

/** Every command; a new one is a file in `commands/` and a line here. Each is loaded when it is asked for: one that only reads rows starts without a database. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  inspect: async () => (await import('./commands/inspect.js')).inspect,
  show: async () => (await import('./commands/show.js')).show,
  download: async () => (await import('./commands/download.js')).download,
  score: async () => (await import('./commands/score.js')).score,
  flag: async () => (await import('./commands/flag.js')).flag,
  query: async () => (await import('./commands/query.js')).query,
  stats: async () => (await import('./commands/stats.js')).stats,
  evaluate: async () => (await import('./commands/evaluate.js')).evaluate,
  relabel: async () => (await import('./commands/relabel.js')).relabel,
  replay: async () => (await import('./commands/replay.js')).replay,
};

const USAGE = `usage: tiebreak COMMAND FILE ...; commands: ${Object.keys(COMMANDS).join(', ')}`;

/** Runs one command line; answers the exit code: 0 fine, 1 failure, 2 usage. */
export async function main(argv: readonly string[]): Promise<number> {
  letReaderStop();
  const [name, ...rest] = argv;
  if (name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  try {
    const load = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (!load) throw new UsageError(name === undefined ? USAGE : `there is no command ${name}\n${USAGE}`);
    const command = await load();
    await command(rest);
    return 0;
  } catch (error) {
    if (error instanceof UsageAsked) {
      process.stdout.write(`${error.message}\n`);
      return 0;
    }
    note(`tiebreak: ${(error as Error).message}`);
    return error instanceof UsageError ? 2 : 1;
  }
}
