import { FLAGS, flagNamed } from '../flags/registry.js';
import { tokens, type Token } from './tokens.js';

/** What a query reads beyond the labels: costs that are paid only where it names such a column. */
export interface Needs {
  /** The texts of prompts or responses (also by `*`, which names them all). */
  readonly text: boolean;
  /** Reward-model scores (not by `*` alone). */
  readonly scores: boolean;
}

const TEXT = new Set(['prompt', 'response_1', 'response_2', 'responses']);
const SCORES = new Set(['mean', 'sd', 'z', 'p_sign', 'p_wrong', 'models', 'priority']);
const SCORES_BY_NAME = /^(reward_\d+|pred_.+_\d+)$/;

/** Needs of a statement or a condition over `records`, from its words: what cannot be told is taken as needed. */
export function queryNeeds(sql: string): Needs {
  const found = tokens(sql);
  const names = found.filter(({ kind }) => kind === 'word' || kind === 'quoted').map(({ text }) => text);
  return {
    text: names.some((name) => TEXT.has(name)) || namesAll(found),
    scores: names.some((name) => SCORES.has(name) || SCORES_BY_NAME.test(name)) || (names.includes('flags') && anyScoreFlag(found)),
  };
}

/** True where one of these flags needs scores; null = all flags. Throws for a name that is none. */
export function flagsNeedScores(names: readonly string[] | null): boolean {
  const flags = names === null ? FLAGS : names.map(flagNamed);
  return flags.some(({ needsScores }) => needsScores);
}

/** `flags` is read: only where every flag it is asked for is one of the annotators' can scores be done without. */
function anyScoreFlag(found: readonly Token[]): boolean {
  const asked = found.filter(({ kind, text }) => kind === 'literal' && FLAGS.some((flag) => flag.name === text));
  return asked.length === 0 || flagsNeedScores(asked.map(({ text }) => text));
}

/** True where columns are taken by `*`, by COLUMNS, by a statement without a list, or a whole row by the table's name. */
function namesAll(found: readonly Token[]): boolean {
  return startsWithFrom(found) || found.some((token, i) => {
    const before = found[i - 1];
    const after = found[i + 1]?.text;
    if (token.kind === 'mark') return token.text === '*' && isStar(before, found[i - 2], after);
    if (token.kind === 'word' && ['columns', 'table', 'summarize', 'pivot', 'unpivot'].includes(token.text)) return true;
    if ((token.kind !== 'word' && token.kind !== 'quoted') || token.text !== 'records') return false;
    return after !== '.' && !(before !== undefined && ['from', 'join', 'describe'].includes(before.text));
  });
}

/** True where a FROM stands in a query of its own, without a SELECT before it: it gives all columns. */
function startsWithFrom(found: readonly Token[]): boolean {
  const selects = [false];
  return found.some(({ kind, text }, i) => {
    const depth = selects.length - 1;
    if (text === '(' && kind === 'mark') selects.push(false);
    else if (text === ')' && kind === 'mark' && depth > 0) selects.pop();
    else if (kind !== 'word') return false;
    else if (text === 'select') selects[depth] = true;
    else if (['union', 'except', 'intersect'].includes(text)) selects[depth] = false;
    return text === 'from' && kind === 'word' && !selects[depth] && found[i - 1]?.text !== 'distinct';
  });
}

/** A star is a list of columns unless it stands after a value (a product) or alone in a call, as in count(*). */
function isStar(before: Token | undefined, called: Token | undefined, after: string | undefined): boolean {
  if (before === undefined || before.kind === 'number' || before.kind === 'literal' || before.kind === 'quoted') return false;
  if (before.kind === 'word') return ['select', 'distinct', 'all', 'by', 'unpack'].includes(before.text);
  if (before.text === '(') return !(called?.text === 'count' && after === ')');
  return before.text === ',' || before.text === '.';
}
