/** Codicons as inline SVG: no font to load, no style to allow, and they take the colour of the text beside them. */
import arrowDown from '@vscode/codicons/src/icons/arrow-down.svg';
import arrowSwap from '@vscode/codicons/src/icons/arrow-swap.svg';
import arrowUp from '@vscode/codicons/src/icons/arrow-up.svg';
import beaker from '@vscode/codicons/src/icons/beaker.svg';
import bookmark from '@vscode/codicons/src/icons/bookmark.svg';
import check from '@vscode/codicons/src/icons/check.svg';
import chevronDown from '@vscode/codicons/src/icons/chevron-down.svg';
import chevronRight from '@vscode/codicons/src/icons/chevron-right.svg';
import chevronUp from '@vscode/codicons/src/icons/chevron-up.svg';
import comment from '@vscode/codicons/src/icons/comment.svg';
import close from '@vscode/codicons/src/icons/close.svg';
import stepOver from '@vscode/codicons/src/icons/debug-step-over.svg';
import edit from '@vscode/codicons/src/icons/edit.svg';
import filter from '@vscode/codicons/src/icons/filter.svg';
import listTree from '@vscode/codicons/src/icons/list-tree.svg';
import error from '@vscode/codicons/src/icons/error.svg';
import info from '@vscode/codicons/src/icons/info.svg';
import listUnordered from '@vscode/codicons/src/icons/list-unordered.svg';
import json from '@vscode/codicons/src/icons/json.svg';
import link from '@vscode/codicons/src/icons/link.svg';
import lock from '@vscode/codicons/src/icons/lock.svg';
import warning from '@vscode/codicons/src/icons/warning.svg';
import diff from '@vscode/codicons/src/icons/diff.svg';
import history from '@vscode/codicons/src/icons/history.svg';
import markdown from '@vscode/codicons/src/icons/markdown.svg';
import pin from '@vscode/codicons/src/icons/pin.svg';
import pinned from '@vscode/codicons/src/icons/pinned.svg';
import sortPrecedence from '@vscode/codicons/src/icons/sort-precedence.svg';
import sync from '@vscode/codicons/src/icons/sync.svg';
import unfold from '@vscode/codicons/src/icons/unfold.svg';
import fold from '@vscode/codicons/src/icons/fold.svg';
import { css } from 'lit';

const SOURCES = {
  'arrow-down': arrowDown,
  'arrow-swap': arrowSwap,
  'arrow-up': arrowUp,
  beaker,
  bookmark,
  check,
  'chevron-down': chevronDown,
  'chevron-right': chevronRight,
  'chevron-up': chevronUp,
  close,
  comment,
  edit,
  filter,
  'list-tree': listTree,
  'step-over': stepOver,
  error,
  info,
  json,
  link,
  list: listUnordered,
  lock,
  diff,
  history,
  markdown,
  pin,
  pinned,
  'sort-precedence': sortPrecedence,
  sync,
  unfold,
  fold,
  warning,
};

/** The icons the page uses. */
export type IconName = keyof typeof SOURCES;

const parsed = new Map<IconName, Element>();

/** A fresh copy of an icon; hidden from screen readers, for the text beside it says the same. */
export function icon(name: IconName): Element {
  let source = parsed.get(name);
  if (!source) {
    // The text is the package's own, bundled at build time; nothing of a dataset comes here.
    source = new DOMParser().parseFromString(SOURCES[name], 'image/svg+xml').documentElement;
    source.setAttribute('aria-hidden', 'true');
    source.setAttribute('class', 'icon');
    parsed.set(name, source);
  }
  return document.importNode(source, true);
}

/** How icons sit in a line of text. */
export const iconStyles = css`
  .icon { width: 16px; height: 16px; flex: none; display: inline-block; vertical-align: text-bottom; }
`;
