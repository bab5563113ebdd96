/** What differs between two texts, word by word, within a bounded time. */
import { diffArrays, diffWordsWithSpace } from 'diff';

/** A run of text that both have, that only the first has, or that only the second has. */
export interface Piece {
  readonly kind: 'same' | 'gone' | 'new';
  readonly text: string;
}

/** The pieces in order, whether time ran out before every word was compared, and whether the texts have next to nothing in common. */
export interface Compared {
  readonly pieces: readonly Piece[];
  readonly coarse: boolean;
  readonly unrelated: boolean;
}

/** Milliseconds that comparing may take; of these, for all words of short texts at once. */
const PATIENCE_MS = 30;
const WORDS_MS = 20;
/** Texts that share less of the shorter one are unrelated: to mark what differs would be to mark everything. */
const RELATED = 0.1;
/** Longer texts are compared line by line first. */
const SHORT = 6000;

/** Compares two texts. Both can be read off the answer: all but `new` is the first, all but `gone` the second. */
export function compare(a: string, b: string, now: () => number = () => performance.now()): Compared {
  const end = now() + PATIENCE_MS;
  if (a === b) return { pieces: a === '' ? [] : [{ kind: 'same', text: a }], coarse: false, unrelated: false };
  const whole = a.length + b.length <= SHORT ? words(a, b, Math.min(WORDS_MS, end - now())) : null;
  const { pieces, coarse } = whole ? { pieces: merged(whole), coarse: false } : byLines(a, b, end, now);
  const shorter = Math.min(letters(a), letters(b));
  const shared = pieces.reduce((sum, { kind, text }) => sum + (kind === 'same' ? letters(text) : 0), 0);
  return { pieces, coarse, unrelated: shared < RELATED * shorter };
}

/** Characters that are no space. */
function letters(text: string): number {
  return text.replace(/\s+/g, '').length;
}

function byLines(a: string, b: string, end: number, now: () => number): Omit<Compared, 'unrelated'> {
  const runs = diffArrays(lines(a), lines(b), { timeout: Math.max(1, end - now()) });
  if (!runs) return { pieces: changed(a, b), coarse: true };
  let coarse = false;
  const out: Piece[] = [];
  for (let i = 0; i < runs.length; i++) {
    const run = runs[i];
    if (!run) continue;
    const text = run.value.join('');
    const next = runs[i + 1];
    if (run.removed && next?.added) {
      const other = next.value.join('');
      const left = end - now();
      const found = left > 0 ? words(text, other, left) : null;
      coarse ||= !found;
      out.push(...(found ?? changed(text, other)));
      i++;
    } else {
      out.push({ kind: run.removed ? 'gone' : run.added ? 'new' : 'same', text });
    }
  }
  return { pieces: merged(out), coarse };
}

function words(a: string, b: string, timeout: number): readonly Piece[] | null {
  // Its own measure of time: a pair of long runs would otherwise be compared to the end.
  const found = diffWordsWithSpace(a, b, { timeout: Math.max(1, timeout) });
  return found ? found.map(({ value, added, removed }) => ({ kind: removed ? 'gone' : added ? 'new' : 'same', text: value })) : null;
}

/** Lines with their ends. */
function lines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+/g) ?? [];
}

function changed(a: string, b: string): Piece[] {
  return [{ kind: 'gone', text: a }, { kind: 'new', text: b }];
}

/** A longer run that both texts have is never part of a change. */
const SPLINTER = 10;

/** Changes with no more than a splinter between them are one change, which is read at once; what is gone stands before what is new. */
function merged(pieces: readonly Piece[]): readonly Piece[] {
  const out: Piece[] = [];
  let gone = '';
  let fresh = '';
  /** Writes the change; the space that both sides end in is none of it. */
  const close = (): string => {
    const space = /[ \t]*$/.exec(gone)?.[0] ?? '';
    const shared = gone !== space && fresh !== space && fresh.endsWith(space) ? space : '';
    if (gone !== '') out.push({ kind: 'gone', text: gone.slice(0, gone.length - shared.length) });
    if (fresh !== '') out.push({ kind: 'new', text: fresh.slice(0, fresh.length - shared.length) });
    gone = fresh = '';
    return shared;
  };
  const same = (text: string): void => {
    const last = out.at(-1);
    if (last?.kind === 'same') out[out.length - 1] = { kind: 'same', text: last.text + text };
    else if (text !== '') out.push({ kind: 'same', text });
  };
  pieces.forEach(({ kind, text }, i) => {
    if (kind === 'gone') gone += text;
    else if (kind === 'new') fresh += text;
    else if (text.length <= Math.min(SPLINTER, Math.max(gone.length, fresh.length), changeAfter(pieces, i)) && !text.includes('\n')) {
      gone += text;
      fresh += text;
    } else {
      same(close() + text);
    }
  });
  same(close());
  return out;
}

/** Length of the change that follows a place: the longer of its two sides. */
function changeAfter(pieces: readonly Piece[], at: number): number {
  const sides = { gone: 0, new: 0, same: 0 };
  for (let i = at + 1; i < pieces.length && pieces[i]?.kind !== 'same'; i++) {
    const piece = pieces[i];
    if (piece) sides[piece.kind] += piece.text.length;
  }
  return Math.max(sides.gone, sides.new);
}

/** One text's part in the pieces. */
export function side(pieces: readonly Piece[], which: 'first' | 'second'): readonly Piece[] {
  const other = which === 'first' ? 'new' : 'gone';
  return pieces.filter(({ kind }) => kind !== other);
}
