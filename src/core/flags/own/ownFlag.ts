import { t } from '@vscode/l10n';
import type { Json } from '../../query/store.js';
import { FLAGS, MOST_FLAGS } from '../registry.js';
import { plain } from '../words.js';

/** A flag of the user's own: an SQL condition over `records` that sees the built-in flags and those of the user's above it. */
export interface OwnFlag {
  readonly name: string;
  readonly where: string;
  /** The reason as a sentence, with places such as {strength} for columns of the record; null tells the condition. */
  readonly message: string | null;
}

const NAME = /^[\p{L}\p{N}][\p{L}\p{N}_ .-]{0,59}$/u;

/** Checks flags as a setting or a command line gives them. Throws naming the one that is wrong and what would work. */
export function ownFlags(given: unknown): readonly OwnFlag[] {
  if (!Array.isArray(given)) throw new Error(t('Flags of your own are a list of objects with a name and a condition (where).'));
  const flags = given.map((one: unknown, place) => ownFlag(one, place));
  flags.forEach(({ name }, place) => {
    if (flags.findIndex((other) => other.name === name) < place) throw new Error(t('There are two flags called {0}.', name));
  });
  if (flags.length > MOST_FLAGS - FLAGS.length) throw new Error(t('There is room for {0} flags of your own, and {1} are given.', MOST_FLAGS - FLAGS.length, flags.length));
  return flags;
}

function ownFlag(given: unknown, place: number): OwnFlag {
  const fields = typeof given === 'object' && given !== null ? (given as Readonly<Record<string, unknown>>) : {};
  const [name, where, message] = ['name', 'where', 'message'].map((key) => (Object.hasOwn(fields, key) ? fields[key] : undefined));
  if (typeof name !== 'string' || !NAME.test(name)) {
    throw new Error(t('Flag {0} of your own needs a name of letters, digits, spaces, dots, dashes and underscores, 60 at most.', place + 1));
  }
  if (FLAGS.some((flag) => flag.name === name)) throw new Error(t('{0} is a built-in flag: give yours another name.', name));
  if (typeof where !== 'string' || where.trim() === '') throw new Error(t('Flag {0} needs a condition (where), such as: mean < 0 and length_1 > 2000', name));
  if (message !== undefined && message !== null && typeof message !== 'string') throw new Error(t('The message of flag {0} must be a text.', name));
  return { name, where, message: message || null };
}

/** The reason of a flag with the record's values in the places of its message. */
export function ownReason({ where, message }: OwnFlag, row: Readonly<Record<string, Json>>): string {
  if (message === null) return t('It meets your condition: {0}', where);
  return message.replace(/\{(\w+)\}/g, (place, column: string) => (Object.hasOwn(row, column) ? shown(row[column] as Json) : place));
}

function shown(value: Json): string {
  if (value === null) return t('none');
  if (typeof value === 'number') return plain(value);
  return Array.isArray(value) ? value.map(String).join(', ') : String(value);
}
