import type { AttributeLabel, PreferenceRecord, Response } from './record.js';

/** Places in `from` of the responses of `to`, by their texts; null where one of them is not there. */
export function matching(to: readonly Response[], from: readonly Response[]): number[] | null {
  const taken = new Set<number>();
  const places = to.map(({ text }) => {
    const place = from.findIndex((response, i) => response.text === text && !taken.has(i));
    taken.add(place);
    return place;
  });
  return places.includes(-1) ? null : places;
}

/** A record with what another file says of the same prompt and responses; `places` as `matching` gives them. */
export function merged<T extends PreferenceRecord>(record: T, other: PreferenceRecord, places: readonly number[]): T {
  return {
    ...record,
    responses: record.responses.map((response, i) => {
      const same = other.responses[places[i] as number] as Response;
      return { ...response, model: response.model ?? same.model, labels: mergedLabels(response.labels, same.labels) };
    }),
    preference: record.preference ?? preferenceIn(other, places),
    scores: [...record.scores, ...other.scores.map(({ model, rewards }) => ({ model, rewards: places.map((place) => rewards[place] ?? null) }))],
    judges: record.judges.length > 0 ? record.judges : other.judges,
    besides: record.besides ?? other.besides,
    split: record.split ?? other.split,
    subset: record.subset ?? other.subset,
    extra: { ...other.extra, ...record.extra },
  };
}

/** True where both name two responses, in opposite order. */
export function reversed(places: readonly number[]): boolean {
  return places.length === 2 && places[0] === 1;
}

function preferenceIn({ preference }: PreferenceRecord, places: readonly number[]): PreferenceRecord['preference'] {
  if (preference === null) return null;
  const chosen = preference.chosen === null ? -1 : places.indexOf(preference.chosen);
  const turned = (strength: number) => (reversed(places) ? 0 - strength : strength);
  return {
    chosen: chosen === -1 ? null : chosen,
    strength: preference.strength === null ? null : turned(preference.strength),
    votes: preference.votes.map((vote) => ({ ...vote, strength: turned(vote.strength) })),
  };
}

/** Marks come from the file that lists them, the consensus from the one that states it. */
function mergedLabels(mine: readonly AttributeLabel[], theirs: readonly AttributeLabel[]): AttributeLabel[] {
  const same = (a: AttributeLabel, b: AttributeLabel) => a.attribute === b.attribute && a.pool === b.pool;
  const both = mine.map((label): AttributeLabel => {
    const other = theirs.find((each) => same(each, label));
    if (!other) return label;
    const stated = label.ratings.length === 0 ? label : other.ratings.length === 0 ? other : label;
    return { ...label, ratings: label.ratings.length > 0 ? label.ratings : other.ratings, consensus: stated.consensus };
  });
  return [...both, ...theirs.filter((label) => !mine.some((each) => same(each, label)))];
}
