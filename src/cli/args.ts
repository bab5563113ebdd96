import { parseArgs, type ParseArgsConfig } from 'node:util';

/** The command line is not one that `tiebreak` knows; exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The usage of a command was asked for; exit code 0. */
export class UsageAsked extends Error {
  override readonly name = 'UsageAsked';
}

type Options = NonNullable<ParseArgsConfig['options']>;

/** Flags that every command takes. */
export const COMMON = {
  json: { type: 'boolean' },
  schema: { type: 'string' },
  split: { type: 'string' },
  attach: { type: 'string', multiple: true },
} as const satisfies Options;

/** Flags of commands that may score. */
export const SCORING = {
  model: { type: 'string', multiple: true },
  device: { type: 'string' },
  fit: { type: 'boolean' },
  'no-score': { type: 'boolean' },
} as const satisfies Options;

/** Parses strictly: an unknown flag or a wrong count of words is a `UsageError` that shows the command's usage. */
export function parse<T extends Options>(argv: readonly string[], usage: string, options: T, words: number) {
  // Before anything else is judged: what follows may be wrong, which is why it is asked.
  if (argv.includes('--help') || argv.includes('-h')) throw new UsageAsked(`usage: tiebreak ${usage}`);
  try {
    const all = { ...COMMON, ...options };
    const parsed = parseArgs({ args: withNegatives(argv, all), options: all, allowPositionals: true, strict: true });
    if (parsed.positionals.length !== words) throw new Error(`${words} ${words === 1 ? 'word is' : 'words are'} needed, ${parsed.positionals.length} given`);
    return parsed;
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\nusage: tiebreak ${usage}`);
  }
}

/** A number below 0 after a flag that takes a value is that value, not a flag: `--strength -2` is `--strength=-2`. */
function withNegatives(argv: readonly string[], options: Options): string[] {
  const args: string[] = [];
  for (const word of argv) {
    const flag = args.at(-1);
    if (/^-\d/.test(word) && flag?.startsWith('--') && options[flag.slice(2)]?.type === 'string') args[args.length - 1] = `${flag}=${word}`;
    else args.push(word);
  }
  return args;
}

/** A whole number of at least `min`. Throws `UsageError` naming what it is for. */
export function count(text: string, name: string, min = 0): number {
  const value = Number(text);
  if (!/^-?\d+$/.test(text) || value < min) throw new UsageError(`${name} must be a whole number of at least ${min}, not ${text}`);
  return value;
}
