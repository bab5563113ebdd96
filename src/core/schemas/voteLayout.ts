/** Which columns of a file of votes hold what. */
import { PROMPT_COLUMNS, textColumn } from './columnNames.js';
import type { Row } from './schema.js';
import { sideOf, type LabelCode, type Side } from './voteValues.js';

/** The columns found in a sample; what is not there is null or empty. */
export interface VoteLayout {
  readonly prompt: string | null;
  /** What the prompt works on, shown below it. */
  readonly input: string | null;
  readonly responses: readonly [string, string] | null;
  /** Names that the models' columns may have, for each response. */
  readonly models: readonly [readonly string[], readonly string[]];
  /** One column a named annotator. */
  readonly annotators: readonly string[];
  readonly counts: { readonly sides: readonly Side[]; readonly columns: readonly string[] } | null;
  /** The column that states the consensus, and how it writes it. */
  readonly label: LabelCode | null;
  readonly used: readonly string[];
}

const STEMS = ['response', 'output', 'answer', 'completion', 'summary', 'generation', 'reply', 'text'];
const ENDS = [['1', '2'], ['a', 'b'], ['A', 'B']] as const;
const ANNOTATOR = /^(?:annotator|annotation|rater|worker|judge|labell?er|evaluator|human|vote|voter)[_ -]?(?:\d{1,3}|[a-z])$/i;
const LABEL_COLUMNS = ['label', 'consensus', 'majority', 'majority_vote', 'preference', 'human_preference', 'winner', 'choice', 'gold', 'gold_label', 'better'];
/** Share of a column's values that must name a side; the rows of the others are broken. */
const MOSTLY = 0.8;
/** Names a count of votes has, for each side; `$` stands for the side. */
const COUNT_NAMES = ['votes_$', 'num_votes_$', 'n_votes_$', 'vote_count_$', 'votes$', '$_votes', 'count_$'];
const SIDE_NAMES: readonly (readonly [Side, readonly string[]])[] = [
  [1, ['1', 'a', 'A', 'response_1', 'response_a']],
  [2, ['2', 'b', 'B', 'response_2', 'response_b']],
  [0, ['tie', 'ties', 'tied', 'equal', 'neutral', 'both', '0']],
];

/** Finds the columns in a sample of rows; hostile rows find nothing. */
export function voteLayout(rows: readonly Row[]): VoteLayout {
  const first = rows.find((row) => textColumn(row, PROMPT_COLUMNS) !== null) ?? {};
  const columns = new Set([first, ...rows.slice(0, 20)].flatMap((row) => Object.keys(row)));
  const responses = responseColumns(columns);
  const prompt = textColumn(first, PROMPT_COLUMNS);
  const input = prompt !== 'input' && columns.has('input') ? 'input' : null;
  const counts = countColumns(columns);
  const annotators = counts?.columns.some((column) => ANNOTATOR.test(column)) ? [] : annotatorColumns(columns, rows);
  const label = labelColumn(columns, rows);
  const models = modelColumns(responses);
  const used = [prompt, input, ...(responses ?? []), ...models.flat(), ...annotators, ...(counts?.columns ?? []), label?.column];
  return { prompt, input, responses, models, annotators, counts, label, used: used.filter((column) => typeof column === 'string') };
}

function responseColumns(columns: ReadonlySet<string>): [string, string] | null {
  for (const stem of STEMS) {
    for (const [a, b] of ENDS) {
      for (const joint of ['', '_', ' ']) {
        const pair: [string, string] = [stem + joint + a, stem + joint + b];
        if (pair.every((name) => columns.has(name))) return pair;
      }
    }
  }
  return null;
}

function modelColumns(responses: readonly [string, string] | null): [string[], string[]] {
  const names = (response: string): string[] => {
    const end = response.at(-1) as string;
    return [`${response}_model`, `model_${end}`, `model${end}`, `generator_${end}`];
  };
  return responses === null ? [[], []] : [names(responses[0]), names(responses[1])];
}

function annotatorColumns(columns: ReadonlySet<string>, rows: readonly Row[]): string[] {
  return [...columns].filter((column) => {
    if (!ANNOTATOR.test(column)) return false;
    const values = valuesOf(rows, column);
    return values.length > 0 && values.filter((value) => sideOf(value) !== null).length >= values.length * MOSTLY;
  });
}

function countColumns(columns: ReadonlySet<string>): VoteLayout['counts'] {
  for (const name of COUNT_NAMES) {
    const found = SIDE_NAMES.flatMap(([side, words]) => {
      const column = words.map((word) => name.replace('$', word)).find((candidate) => columns.has(candidate));
      return column === undefined ? [] : [{ side, column }];
    });
    const sides = found.map(({ side }) => side);
    if (sides.includes(1) && sides.includes(2)) return { sides, columns: found.map(({ column }) => column) };
  }
  return null;
}

/** A label column is one whose values name a side, and both sides: 0 and 1 alone mean opposite things in different files. */
function labelColumn(columns: ReadonlySet<string>, rows: readonly Row[]): LabelCode | null {
  for (const column of LABEL_COLUMNS) {
    if (!columns.has(column)) continue;
    const codes = new Map<Side, string | number>();
    const values = valuesOf(rows, column);
    const sides = values.filter((value) => sideOf(value) !== null);
    if (sides.length < values.length * MOSTLY) continue;
    for (const value of sides) codes.set(sideOf(value) as Side, value as string | number);
    // Numbers that never reach 2 may be yes and no.
    if (codes.has(2) || (codes.has(1) && typeof codes.get(1) === 'string' && !codes.has(0))) return { column, codes };
  }
  return null;
}

function valuesOf(rows: readonly Row[], column: string): unknown[] {
  return rows.flatMap((row) => (!Object.hasOwn(row, column) || row[column] === null || Number.isNaN(row[column]) ? [] : [row[column]]));
}
