/** The key map: what a key asks for, given where the page stands. Pure, so that it can be tested whole. */
import type { LabelOperation } from '../src/core/edits.js';
import type { KeyBinding } from '../src/protocol/keyTable.js';
import { namesOf } from './keymap.js';
import type { ReadingCommand } from './readingActions.js';
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
  /** What keys are bound to. */
  readonly bound: ReadonlyMap<string, KeyBinding>;
}

/** What the page is asked to do. */
export type Command =
  | { readonly do: 'step'; readonly by: 1 | -1; readonly flagged: boolean }
  | { readonly do: 'accept' }
  | { readonly do: 'skip' }
  | { readonly do: 'note' }
  | { readonly do: 'drop' }
  | { readonly do: 'undo' }
  | { readonly do: 'redo' }
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
  | { readonly do: 'read'; readonly how: ReadingCommand }
  | { readonly do: 'filter' }
  | { readonly do: 'keys' }
  | { readonly do: 'escape' }
  /** Another command of the extension, bound by the user. */
  | { readonly do: 'command'; readonly command: string };

/** The command of a key, or null where the key is not the page's: VS Code then has it. */
export function commandOf(press: Press, context: KeyContext): Command | null {
  if (press.altKey || press.isComposing) return null;
  if (press.ctrlKey || press.metaKey) return context.typing || context.keysShown ? null : undoCommand(press);
  if (press.key === 'Escape') return { do: 'escape' };
  // The dialog and the fields have their own keys; only Escape reaches past them.
  if (context.keysShown || context.typing) return null;
  return answer(press, context) ?? within(press, context) ?? bound(press, context);
}

/** True where a key must not reach VS Code, whose own bindings would take what somebody types, or presses on a button. */
export function keptInside({ key, ctrlKey, altKey, metaKey }: Press, { typing, inside, keysShown }: Pick<KeyContext, 'typing' | 'inside' | 'keysShown'>): boolean {
  if (typing && (ctrlKey || metaKey) && /^[azy]$/i.test(key)) return true;
  if (ctrlKey || altKey || metaKey || /^(F\d+|Escape)$/.test(key)) return false;
  return typing || keysShown || (inside && /^(Enter| |Arrow\w+|Home|End|Delete|Page\w+)$/.test(key));
}

function undoCommand({ key, shiftKey }: Press): Command | null {
  if (/^z$/i.test(key)) return { do: shiftKey ? 'redo' : 'undo' };
  return key === 'y' ? { do: 'redo' } : null;
}

/** What answers an open question. */
function answer(press: Press, { pending, responses }: KeyContext): Command | null {
  if (pending === null) return null;
  const digit = digitOf(press);
  if (digit !== null) return pending.kind === 'strength' ? { do: 'strength', digit } : { do: 'value', digit };
  const response = responseOf(press, responses);
  return response !== null && pending.kind === 'strength' ? { do: 'side', response } : null;
}

/** What moves within a record, and names its attributes. */
function within(press: Press, { letters, responses, focused, inResponses, inside, edits }: KeyContext): Command | null {
  const letter = press.shiftKey ? undefined : letters.get(letterOf(press) ?? '');
  if (letter !== undefined) return { do: 'attribute', name: letter };
  const response = responseOf(press, responses);
  if (response !== null) return { do: 'focus', response };
  if (inside) return null;
  switch (press.key) {
    case 'ArrowRight': return focused < responses ? { do: 'focus', response: focused + 1 } : null;
    case 'ArrowLeft': return focused > 1 && responses > 1 ? { do: 'focus', response: focused - 1 } : null;
    case 'Enter': return inResponses && edits.includes('choose') ? { do: 'choose', response: focused } : null;
    case ' ': return { do: 'scroll', by: press.shiftKey ? -1 : 1 };
    default: return null;
  }
}

/** What the key is bound to. */
function bound(press: Press, context: KeyContext): Command | null {
  if (context.inside && /^(Enter| |Arrow\w+|Delete)$/.test(press.key)) return null;
  for (const name of namesOf(press)) {
    const binding = context.bound.get(name);
    if (binding) return commandNamed(binding, context);
  }
  return null;
}

const READS: Readonly<Record<string, ReadingCommand>> = {
  'tiebreak.toggleDiff': 'diff', 'tiebreak.switchDiffLayout': 'diffLayout', 'tiebreak.toggleMarkdown': 'markdown', 'tiebreak.toggleFold': 'fold', 'tiebreak.toggleScrollTogether': 'together', 'tiebreak.pinResponse': 'pin',
};

function commandNamed({ command, args }: KeyBinding, { edits }: KeyContext): Command | null {
  switch (command) {
    case 'tiebreak.next': return { do: 'step', by: 1, flagged: false };
    case 'tiebreak.previous': return { do: 'step', by: -1, flagged: false };
    case 'tiebreak.nextFlag': return { do: 'step', by: 1, flagged: true };
    case 'tiebreak.previousFlag': return { do: 'step', by: -1, flagged: true };
    case 'tiebreak.accept': return { do: 'accept' };
    case 'tiebreak.skip': return { do: 'skip' };
    case 'tiebreak.note': return { do: 'note' };
    case 'tiebreak.drop': return { do: 'drop' };
    case 'tiebreak.undo': return { do: 'undo' };
    case 'tiebreak.redo': return { do: 'redo' };
    case 'tiebreak.flip': return edits.includes('flip') ? { do: 'flip' } : null;
    case 'tiebreak.tie': return edits.includes('tie') ? { do: 'tie' } : null;
    case 'tiebreak.setStrength': return edits.includes('strength') ? { do: 'askStrength' } : null;
    case 'tiebreak.choose': return args === undefined ? { do: 'command', command } : edits.includes('choose') ? { do: 'choose', response: args } : null;
    case 'tiebreak.focusFilter': return { do: 'filter' };
    case 'tiebreak.showKeys': return { do: 'keys' };
    default: {
      const how = Object.hasOwn(READS, command) ? READS[command] : undefined;
      return how ? { do: 'read', how } : { do: 'command', command };
    }
  }
}

/** A or B, where there is one. */
function responseOf(press: Press, responses: number): number | null {
  const letter = press.shiftKey ? null : letterOf(press);
  const response = letter === 'a' ? 1 : letter === 'b' ? 2 : null;
  return response !== null && response <= responses ? response : null;
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
