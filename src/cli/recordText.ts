import type { AttributeLabel, LocatedRecord, Preference, Response } from '../core/record.js';
import { plain } from './output.js';

/** Columns that no part of the record stands for: how many are printed, and how much of each. */
const MOST_EXTRA = 30;
const MOST_CHARACTERS = 400;

/** A record as people read it; `where` says which rows it has. */
export function recordText(record: LocatedRecord, where: string): string[] {
  const { index, id, split, subset, prompt, responses, preference, judges, besides, extra } = record;
  const parts = [split === null ? [] : [`split ${plain(split)}`], subset === null ? [] : [`subset ${plain(subset)}`]].flat();
  return [
    [`record ${index}`, `id ${id}`, where, ...parts].join(', '),
    '',
    ...prompt.map(({ role, text }) => `${plain(role)}: ${plain(text)}`),
    ...responses.flatMap((response, i) => [...responseText(`response ${i + 1}${preference?.chosen === i ? ' (chosen)' : ''}`, response), ...scoresText(record, i)]),
    ...(besides === null ? [] : [...responseText('beside them, chosen', besides.chosen), ...responseText('beside them, rejected', besides.rejected)]),
    ...section([...preferenceText(preference), ...judges.map(({ judge, agrees }) => `${plain(judge)} ${agrees === null ? 'says nothing of the label' : agrees ? 'agrees with the label' : 'does not agree with the label'}`)]),
    ...section(extraText(extra)),
  ];
}

function responseText(title: string, { model, text, labels }: Response): string[] {
  return ['', `--- ${title}${model ? ` by ${plain(model)}` : ''}`, plain(text), ...labels.map(labelText)];
}

function labelText({ attribute, pool, consensus, ratings }: AttributeLabel): string {
  const marks = ratings.length > 0 ? ` (marks ${ratings.map(({ value }) => value).join(', ')})` : '';
  return `    ${plain(attribute)}${pool === null ? '' : ` of ${plain(pool)}`}: ${consensus ?? 'no label'}${marks}`;
}

function scoresText({ scores }: LocatedRecord, response: number): string[] {
  return scores.map(({ model, rewards }) => `    score by ${plain(model)}: ${rewards[response] ?? 'none'}`);
}

/** What the mark (chosen) does not say: a tie, the strength, the votes. */
function preferenceText(preference: Preference | null): string[] {
  if (preference === null) return [];
  const { chosen, strength, votes } = preference;
  const said = chosen === null ? ['neither is preferred'] : strength === null && votes.length === 0 ? [] : [`response ${chosen + 1} is preferred`];
  const parts = [...said, ...(strength === null ? [] : [`strength ${strength}`]), ...(votes.length === 0 ? [] : [`votes ${votes.map((vote) => vote.strength).join(', ')} (below 0 for response 1)`])];
  return parts.length === 0 ? [] : [parts.join(', ')];
}

function extraText(extra: Readonly<Record<string, unknown>>): string[] {
  const columns = Object.entries(extra);
  const lines = columns.slice(0, MOST_EXTRA).map(([column, value]) => `${plain(column)}: ${plain(short(value))}`);
  return columns.length > MOST_EXTRA ? [...lines, `and ${columns.length - MOST_EXTRA} other columns (--json shows all)`] : lines;
}

function short(value: unknown): string {
  const text = typeof value === 'string' ? value : json(value);
  return text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS)} …`;
}

function json(value: unknown): string {
  try {
    return JSON.stringify(value, (_, each: unknown) => (typeof each === 'bigint' ? String(each) : each)) ?? '';
  } catch {
    return '(nested too deeply to be printed)';
  }
}

function section(lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', ...lines];
}
