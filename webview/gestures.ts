/** Palette commands that do what a key does. */
import type { Gesture } from '../src/protocol/page.js';
import type { Command } from './keys.js';

/** The key's command of a palette command, where there is one. */
export const COMMANDS: Readonly<Partial<Record<Gesture, Command>>> = {
  next: { do: 'step', by: 1, flagged: false },
  previous: { do: 'step', by: -1, flagged: false },
  nextFlag: { do: 'step', by: 1, flagged: true },
  previousFlag: { do: 'step', by: -1, flagged: true },
  flip: { do: 'flip' },
  focusFilter: { do: 'filter' },
  keys: { do: 'keys' },
  diff: { do: 'read', how: 'diff' },
  diffLayout: { do: 'read', how: 'diffLayout' },
  markdown: { do: 'read', how: 'markdown' },
  fold: { do: 'read', how: 'fold' },
  together: { do: 'read', how: 'together' },
  pin: { do: 'read', how: 'pin' },
};
