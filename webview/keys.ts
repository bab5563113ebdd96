/** The key map: what a key asks for, given where the page stands. Pure, so that it can be tested whole. */
import type { LabelOperation } from '../src/core/edits.js';
import type { Pending } from './state.js';

/** The parts of a KeyboardEvent that matter. */
export interface Press {
  readonly key: string;
  readonly code: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  readonly isComposing: boolean;
}

/** Where the page stands. */
export interface KeyContext {
  /** True where a text field has the focus. */
  readonly typing: boolean;
  /** True where the focus is in a place that scrolls or acts on arrows, Enter and the space bar by itself. */
  readonly inside: boolean;
  /** True where the list of a record's responses has the focus. */
  readonly inResponses: boolean;
  readonly keysShown: boolean;
  readonly pending: Pending | null;
  readonly responses: number;
  /** Response that attribute keys act on, from 1. */
  readonly focused: number;
  /** What the file can take. */
  readonly edits: readonly LabelOperation['kind'][];
  readonly letters: ReadonlyMap<string, string>;
}

/** What the page is asked to do. */
export type Command =
  | { readonly do: 'step'; readonly by: 1 | -1; readonly flagged: boolean }
  | { readonly do: 'flip' }
  | { readonly do: 'tie' }
  | { readonly do: 'choose'; readonly response: number }
  | { readonly do: 'focus'; readonly response: number }
  | { readonly do: 'attribute'; readonly name: string }
  | { readonly do: 'value'; readonly digit: number }
  | { readonly do: 'askStrength' }
  | { readonly do: 'side'; readonly response: number }
  | { readonly do: 'strength'; readonly digit: number }
  | { readonly do: 'scroll'; readonly by: 1 | -1 }
  | { readonly do: 'filter' }
  | { readonly do: 'keys' }
  | { readonly do: 'escape' };

/** The command of a key, or null where the key is not the page's: VS Code then has it. */
export function commandOf(press: Press, context: KeyContext): Command | null {
  if (press.ctrlKey || press.altKey || press.metaKey || press.isComposing) return null;
  if (press.key === 'Escape') return { do: 'escape' };
  // The dialog and the fields have their own keys; only Escape reaches past them.
  if (context.keysShown || context.typing) return null;

  const digit = digitOf(press);
  if (digit !== null) return digitCommand(digit, context);
  if (press.key === '/') return { do: 'filter' };
  if (press.key === '?') return { do: 'keys' };
  if (press.key === ']') return { do: 'step', by: 1, flagged: true };
  if (press.key === '[') return { do: 'step', by: -1, flagged: true };
  return (context.inside ? null : arrowCommand(press, context)) ?? letterCommand(press, context);
}

function arrowCommand({ key, shiftKey }: Press, { responses, focused, inResponses, edits }: KeyContext): Command | null {
  switch (key) {
    case 'ArrowDown': return { do: 'step', by: 1, flagged: shiftKey };
    case 'ArrowUp': return { do: 'step', by: -1, flagged: shiftKey };
    case 'ArrowRight': return focused < responses ? { do: 'focus', response: focused + 1 } : null;
    case 'ArrowLeft': return focused > 1 && responses > 1 ? { do: 'focus', response: focused - 1 } : null;
    // Elsewhere, as in the worklist, Enter is no decision on a record.
    case 'Enter': return inResponses && edits.includes('choose') ? { do: 'choose', response: focused } : null;
    case ' ': return { do: 'scroll', by: shiftKey ? -1 : 1 };
    default: return null;
  }
}

function letterCommand(press: Press, { letters, pending, responses, edits }: KeyContext): Command | null {
  const letter = letterOf(press);
  if (letter === null) return null;
  const attribute = letters.get(letter);
  if (attribute !== undefined && !press.shiftKey) return { do: 'attribute', name: attribute };
  if (letter === 'n') return { do: 'step', by: 1, flagged: press.shiftKey };
  if (letter === 'p') return { do: 'step', by: -1, flagged: press.shiftKey };
  if (press.shiftKey) return null;
  if (letter === 'f' && edits.includes('flip')) return { do: 'flip' };
  if (letter === 't' && edits.includes('tie')) return { do: 'tie' };
  if (letter === 's' && edits.includes('strength')) return { do: 'askStrength' };
  const response = letter === 'a' ? 1 : letter === 'b' ? 2 : null;
  if (response === null || response > responses) return null;
  return pending?.kind === 'strength' ? { do: 'side', response } : { do: 'focus', response };
}

function digitCommand(digit: number, { pending, responses, edits }: KeyContext): Command | null {
  if (pending?.kind === 'value') return { do: 'value', digit };
  if (pending?.kind === 'strength') return { do: 'strength', digit };
  return digit >= 1 && digit <= responses && edits.includes('choose') ? { do: 'choose', response: digit } : null;
}

/** The digit of a key; the key's place stands in where the layout puts digits behind Shift (AZERTY). */
function digitOf(press: Press): number | null {
  if (/^[0-9]$/.test(press.key)) return Number(press.key);
  const place = /^Digit([0-9])$/.exec(press.code);
  return place && !press.shiftKey ? Number(place[1]) : null;
}

/** The Latin letter of a key; the key's place stands in on layouts without Latin letters. */
function letterOf(press: Press): string | null {
  if (/^[a-z]$/i.test(press.key)) return press.key.toLowerCase();
  const place = /^Key([A-Z])$/.exec(press.code);
  return place?.[1] && /^\P{ASCII}$/u.test(press.key) ? place[1].toLowerCase() : null;
}

/** The value a digit stands for on a scale; null where it is none. 0 is ten on a scale from 1 to 10. */
export function valueOf(digit: number, min: number, max: number): number | null {
  const value = digit === 0 && min > 0 && max === 10 ? 10 : digit;
  return value >= min && value <= max ? value : null;
}
