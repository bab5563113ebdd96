/** Chat templates of model folders: untrusted programs, run with limits. */
import { Script, createContext } from 'node:vm';
import { Environment, Interpreter, parse, tokenize } from '@huggingface/jinja';

/** One message as templates know it. */
export interface Message {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** A conversation as the model's own text; throws with the template's or the limits' reason. */
export type ChatTemplate = (messages: readonly Message[]) => string;

const SOURCE_LIMIT = 1 << 20;
const TIME_MS = 2000;
/** Characters that a template may add to the texts, repetitions counted. */
const ROOM = 1 << 16;
const RANGE_LIMIT = 100_000;

/** A template that asks for today's date always gets this one (the date that Llama's templates fall back on): a score must not change overnight. */
const DATE = new Date(Date.UTC(2024, 6, 26));

/** The template as a function; `tokens` are the texts of the special tokens. Throws where it cannot be read. */
export function chatTemplate(source: string, tokens: Readonly<Record<string, string>>): ChatTemplate {
  if (source.length > SOURCE_LIMIT) throw new Error(`the chat template has ${source.length} characters (at most ${SOURCE_LIMIT} are read)`);
  const program = limited(() => parse(tokenize(source, { lstrip_blocks: true, trim_blocks: true })));
  let late: Error | null = null;
  return (messages) => {
    // One that hangs would hang for every text of the file.
    if (late) throw late;
    try {
      const text = limited(() => String(new Interpreter(environmentOf({ ...GLOBALS, ...tokens, messages })).run(program).value));
      const most = ROOM + 4 * messages.reduce((sum, { content }) => sum + content.length, 0);
      if (text.length > most) throw new Error(`the chat template made ${text.length} characters of a conversation of ${messages.length} turns (at most ${most} are taken)`);
      return text;
    } catch (error) {
      if (error instanceof TimeLimitError) late = error;
      throw error;
    }
  };
}

/** All that a template can see beside the conversation: what transformers gives it, with limits, and no time of day. */
const GLOBALS: Readonly<Record<string, unknown>> = {
  true: true,
  false: false,
  none: null,
  True: true,
  False: false,
  None: null,
  add_generation_prompt: false,
  tools: null,
  documents: null,
  range,
  strftime_now: strftime,
  raise_exception: (message: unknown) => {
    throw new Error(String(message));
  },
};

function environmentOf(variables: Readonly<Record<string, unknown>>): Environment {
  const environment = new Environment();
  for (const [name, value] of Object.entries(variables)) environment.set(name, value);
  return environment;
}

/** A template took too long. */
export class TimeLimitError extends Error {
  override readonly name = 'TimeLimitError';
}

const REALM = createContext(Object.create(null) as object);
const CALL = new Script('work()');

/** Work that is ended when it takes too long: the interpreter has no limits of its own. */
function limited<T>(work: () => T): T {
  let result: { value: T } | undefined;
  (REALM as { work?: () => void }).work = () => void (result = { value: work() });
  try {
    CALL.runInContext(REALM, { timeout: TIME_MS });
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw new TimeLimitError(`the chat template took more than ${TIME_MS / 1000} s`);
    throw new Error(`the chat template cannot be used: ${String((error as Error).message).split('\n')[0]!.slice(0, 300)}`);
  } finally {
    delete (REALM as { work?: () => void }).work;
  }
  return result!.value;
}

/** Python's range, of a length that no conversation needs more of. */
function range(start: number, stop?: number, step = 1): number[] {
  const [from, to] = stop === undefined || stop === null ? [0, start] : [start, stop];
  const count = Math.max(0, Math.ceil((to - from) / step));
  if (!(count <= RANGE_LIMIT)) throw new Error(`range() of ${count} numbers`);
  return Array.from({ length: count }, (_, i) => from + i * step);
}

function strftime(format: unknown): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const name = (options: Intl.DateTimeFormatOptions) => DATE.toLocaleDateString('en-US', { ...options, timeZone: 'UTC' });
  const parts: Readonly<Record<string, () => string>> = {
    Y: () => String(DATE.getUTCFullYear()),
    m: () => two(DATE.getUTCMonth() + 1),
    d: () => two(DATE.getUTCDate()),
    b: () => name({ month: 'short' }),
    B: () => name({ month: 'long' }),
    a: () => name({ weekday: 'short' }),
    A: () => name({ weekday: 'long' }),
    y: () => two(DATE.getUTCFullYear() % 100),
    H: () => '00',
    I: () => '12',
    M: () => '00',
    S: () => '00',
    p: () => 'AM',
    '%': () => '%',
  };
  return String(format).replace(/%([%a-zA-Z])/g, (all, letter: string) => (Object.hasOwn(parts, letter) ? parts[letter]!() : all));
}
