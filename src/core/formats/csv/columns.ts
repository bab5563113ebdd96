import { parseJson } from '../json/value.js';
import { pythonLiteral } from './pythonLiteral.js';

/** What the cells of a column are read as; `python` are lists and dicts as Python prints them. */
export type ColumnKind = 'text' | 'number' | 'boolean' | 'json' | 'python';

/** A column as its header and the sample give it. */
export interface Column {
  readonly name: string;
  readonly kind: ColumnKind;
  /** How a boolean column spells true and false. */
  readonly words: readonly [string, string];
}

const NUMBER = /^-?(?:(?:0|[1-9]\d*)(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
const SPELLED: ReadonlyMap<string, number> = new Map(['nan', 'inf', '+inf', '-inf', 'infinity', '-infinity'].map((word) => [word, word === 'nan' ? NaN : word.startsWith('-') ? -Infinity : Infinity]));
const BOOLEANS: readonly (readonly [string, string])[] = [['true', 'false'], ['True', 'False'], ['TRUE', 'FALSE']];

/** Names of columns as pandas gives them: one that is empty is "Unnamed: i", one that is there already gets ".1", ".2". */
export function columnNames(header: readonly string[]): string[] {
  const seen = new Set<string>();
  const repeats = new Map<string, number>();
  return header.map((raw, i) => {
    const name = raw === '' ? `Unnamed: ${i}` : raw;
    let unique = name;
    for (let n = repeats.get(name) ?? 1; seen.has(unique); n++) {
      unique = `${name}.${n}`;
      repeats.set(name, n + 1);
    }
    seen.add(unique);
    return unique;
  });
}

/** What a column is, by the cells of a sample: what all that are not empty can be read as; text where there are none. */
export function columnOf(name: string, cells: readonly string[]): Column {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  const all = (fits: (cell: string) => boolean) => filled.length > 0 && filled.every(fits);
  const words = BOOLEANS.find((pair) => pair.includes(filled[0] ?? '')) ?? BOOLEANS[1]!;
  const kind = READERS.find(([, read]) => all((cell) => read(cell) !== null))?.[0] ?? 'text';
  return { name, kind, words: words as [string, string] };
}

/** A cell's value: null where it is empty and not text; the text itself where it does not fit its column. */
export function readCell({ kind }: Column, text: string): unknown {
  if (kind === 'text') return text;
  const core = text.trim();
  if (core === '') return null;
  return READERS.find(([each]) => each === kind)?.[1](core) ?? text;
}

/** A number; null where it is none, or one that a double cannot hold: an id must not become another. */
function numberOf(text: string): number | null {
  if (!NUMBER.test(text)) return SPELLED.get(text.toLowerCase()) ?? null;
  const value = Number(text);
  return /^-?\d+$/.test(text) && !Number.isSafeInteger(value) ? null : value;
}

function booleanOf(text: string): boolean | null {
  for (const [yes, no] of BOOLEANS) {
    if (text === yes) return true;
    if (text === no) return false;
  }
  return null;
}

function jsonOf(text: string): object | null {
  if (!/^[[{]/.test(text)) return null;
  try {
    return parseJson(text) as object;
  } catch {
    return null;
  }
}

/** How the cells of each kind but text are read, the first that fits all cells of a column first. */
const READERS: readonly (readonly [ColumnKind, (text: string) => unknown])[] = [['number', numberOf], ['boolean', booleanOf], ['json', jsonOf], ['python', pythonLiteral]];
