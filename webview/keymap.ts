/** Which keys are bound to what: the table that comes with the extension, or the user's own. */
import type { KeyBinding } from '../src/protocol/keyTable.js';
import type { Press } from './keys.js';

/** Bindings by key, as VS Code writes keys; of two the later one counts. Keys with Ctrl, Alt or Cmd and sequences are VS Code's own business. */
export function keyMap(bindings: readonly KeyBinding[]): ReadonlyMap<string, KeyBinding> {
  return new Map(bindings.filter(({ key }) => !/\b(ctrl|alt|cmd|meta|win)\+|\s/.test(key)).map((binding) => [binding.key, binding]));
}

/** Keys of a command, in the table's order. */
export function keysOf(bindings: readonly KeyBinding[], command: string, args?: number): readonly string[] {
  return bindings.filter((binding) => binding.command === command && (args === undefined || binding.args === args)).map(({ key }) => key);
}

/** What a key may be bound as: by what it types, else by its place on a layout without Latin letters. */
export function namesOf({ key, code, shiftKey }: Press): readonly string[] {
  const shift = shiftKey ? 'shift+' : '';
  if (key === '?') return ['shift+/'];
  // On some layouts these are typed with Shift.
  if (/^[[\]/;,.'`\\=-]$/.test(key)) return [key, `shift+${key}`];
  const place = /^(?:Key([A-Z])|Digit([0-9]))$/.exec(code);
  const byPlace = place && (/^\P{ASCII}$/u.test(key) || (place[2] !== undefined && !shiftKey)) ? [`${shift}${(place[1] ?? place[2] ?? '').toLowerCase()}`] : [];
  if (/^[a-z0-9]$/i.test(key)) return [`${shift}${key.toLowerCase()}`];
  const named = NAMES[key] ?? (/^F\d+$/.test(key) ? key.toLowerCase() : undefined);
  return named === undefined ? byPlace : [`${shift}${named}`];
}

const NAMES: Readonly<Record<string, string>> = {
  ArrowDown: 'down', ArrowUp: 'up', ArrowLeft: 'left', ArrowRight: 'right', Enter: 'enter', Delete: 'delete', Backspace: 'backspace', ' ': 'space', Home: 'home', End: 'end', PageUp: 'pageup', PageDown: 'pagedown', Tab: 'tab', Insert: 'insert',
};

const SHOWN: Readonly<Record<string, string>> = { down: '↓', up: '↑', left: '←', right: '→', enter: 'Enter', delete: 'Del', backspace: '⌫', space: 'Space', 'shift+/': '?' };

/** A key as people read it: ⇧N, ↓, ?. */
export function shownKey(key: string): string {
  if (SHOWN[key]) return SHOWN[key];
  return key.split('+').map((part) => (part === 'shift' ? '⇧' : part === 'cmd' ? '⌘' : part === 'ctrl' ? '⌃' : part === 'alt' ? '⌥' : (SHOWN[part] ?? part.toUpperCase()))).join('');
}
