import type { LoadedModel } from './loadedModel.js';
import type { RecordScores } from './scores.js';

/** One line of a score file: raw values; `response` and `member` count from 1, `member` is 0 for an attribute's mean. */
export interface ScoreRow {
  readonly index: number;
  readonly id: string;
  readonly response: number;
  readonly model: string;
  readonly member: number;
  readonly attribute: string;
  readonly value: number;
  readonly device: string;
}

/** A record's scores as lines: every member's raw reward (attribute `reward`), and each predicted attribute. */
export function scoreRows(index: number, id: string, { name, choice }: LoadedModel, scores: RecordScores): ScoreRow[] {
  const line = (response: number, member: number, attribute: string, value: number): ScoreRow => {
    return { index, id, response: response + 1, model: name, member, attribute, value, device: choice.device };
  };
  const rewards = scores.rewards.flatMap((list, member) =>
    list.flatMap((value, response) => (value === null ? [] : [line(response, member + 1, 'reward', value)])),
  );
  const attributes = scores.attributes.flatMap((list, response) => list.map(({ attribute, mean }) => line(response, 0, attribute, mean)));
  return [...rewards, ...attributes].sort((a, b) => a.response - b.response);
}
