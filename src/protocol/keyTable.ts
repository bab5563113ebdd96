/** The keys that come with the extension, as VS Code writes them; package.json contributes the same, so that they can be rebound. */

/** A key of a command; `args` are what the command is called with. */
export interface KeyBinding {
  readonly command: string;
  readonly key: string;
  readonly args?: number;
}

/** The keys as they are bound now, and whether the user's own could be read: those of a window on another machine cannot. */
export interface BoundKeys {
  readonly keys: readonly KeyBinding[];
  readonly own: boolean;
}

/** When the contributed keys act: the page is in front, has the focus, and nobody is writing in it, or in a field of VS Code's, which has the focus before the page knows that it has lost it. */
export const KEYS_WHEN = 'activeCustomEditorId =~ /^tiebreak\\./ && tiebreak.keys && !inputFocus';

/** Every key that can be rebound. Letters of attributes, digits that answer a question, and keys that move within a record are not among them. */
export const DEFAULT_KEYS: readonly KeyBinding[] = [
  { command: 'tiebreak.next', key: 'n' },
  { command: 'tiebreak.next', key: 'down' },
  { command: 'tiebreak.previous', key: 'p' },
  { command: 'tiebreak.previous', key: 'up' },
  { command: 'tiebreak.nextFlag', key: 'shift+n' },
  { command: 'tiebreak.nextFlag', key: ']' },
  { command: 'tiebreak.nextFlag', key: 'shift+down' },
  { command: 'tiebreak.previousFlag', key: 'shift+p' },
  { command: 'tiebreak.previousFlag', key: '[' },
  { command: 'tiebreak.previousFlag', key: 'shift+up' },
  { command: 'tiebreak.accept', key: 'enter' },
  { command: 'tiebreak.accept', key: 'g' },
  { command: 'tiebreak.flip', key: 'f' },
  ...Array.from({ length: 9 }, (_, i): KeyBinding => ({ command: 'tiebreak.choose', key: String(i + 1), args: i + 1 })),
  { command: 'tiebreak.tie', key: 't' },
  { command: 'tiebreak.setStrength', key: 's' },
  { command: 'tiebreak.skip', key: 'j' },
  { command: 'tiebreak.note', key: 'w' },
  { command: 'tiebreak.drop', key: 'delete' },
  { command: 'tiebreak.undo', key: 'u' },
  { command: 'tiebreak.toggleDiff', key: 'd' },
  { command: 'tiebreak.switchDiffLayout', key: 'shift+d' },
  { command: 'tiebreak.toggleMarkdown', key: 'm' },
  { command: 'tiebreak.toggleFold', key: 'z' },
  { command: 'tiebreak.toggleScrollTogether', key: 'y' },
  { command: 'tiebreak.pinResponse', key: 'k' },
  { command: 'tiebreak.toggleBlind', key: 'shift+b' },
  { command: 'tiebreak.focusFilter', key: '/' },
  { command: 'tiebreak.showKeys', key: 'shift+/' },
];

/** Keys with Ctrl or Cmd, which VS Code dispatches itself. */
export const UNDO_KEYS = [
  { command: 'tiebreak.undo', key: 'ctrl+z', mac: 'cmd+z' },
  { command: 'tiebreak.redo', key: 'ctrl+shift+z', mac: 'cmd+shift+z' },
  { command: 'tiebreak.redo', key: 'ctrl+y', mac: 'cmd+shift+z' },
] as const;
