/** Reads what a mapping says of labels, scores, preferences and votes. */
import { t } from '@vscode/l10n';
import { KEYS } from './keys.js';
import { entriesAt, MappingError, numberIn, objectAt, placeOf, pointerAt, rangeAt, valuesAt, wholeIn, wordOrNull } from './problems.js';
import type { LabelMap, Mapping, Pointer, Range, VotesMap } from './types.js';

/** Reads one path, or one for each path of the responses. */
type PathsAt = (value: unknown, place: string) => Pointer[];

/** Most responses that a preference can be for. */
const MOST_RESPONSES = 10_000;

/** Rewards by model; one model's need no name. Throws `MappingError`. */
export function scoresOf(value: unknown, perResponse: PathsAt): Mapping['scores'] {
  if (typeof value === 'string' || Array.isArray(value)) return [{ model: 'reward', paths: perResponse(value, 'scores') }];
  return entriesAt(value, 'scores').map(([model, item, place]) => ({ model, paths: perResponse(item, place) }));
}

/** Labels of the responses, by attribute. Throws `MappingError`. */
export function labelsOf(value: unknown, perResponse: PathsAt): LabelMap[] {
  return entriesAt(value, 'labels').flatMap(([attribute, item, place]) => {
    const list: readonly unknown[] = Array.isArray(item) ? item : [item];
    if (list.length === 0) throw new MappingError(place, t('is an empty list of labels'));
    const labels = list.map((each, i) => labelOf(attribute, each, Array.isArray(item) ? `${place}[${i}]` : place, perResponse));
    const pools = labels.map(({ pool }) => pool);
    if (new Set(pools).size < pools.length) throw new MappingError(place, t('has two labels of the same pool: name a pool in each'));
    return labels;
  });
}

function labelOf(attribute: string, value: unknown, place: string, perResponse: PathsAt): LabelMap {
  const object = objectAt(value, place, KEYS.label);
  const scale = rangeAt(object['scale'], placeOf(place, 'scale'));
  return {
    attribute,
    paths: perResponse(object['path'], placeOf(place, 'path')),
    scale,
    values: valuesAt(object['values'], placeOf(place, 'values'), (item, at) => numberIn(scale, item, at)),
    pool: wordOrNull(object['pool'], placeOf(place, 'pool')),
    annotator: wordOrNull(object['annotator'], placeOf(place, 'annotator')),
  };
}

/** The column that states which response is better. Throws `MappingError`. */
export function preferenceOf(value: unknown): NonNullable<Mapping['preference']> {
  if (typeof value === 'string') return { path: single(value, 'preference'), values: null };
  const object = objectAt(value, 'preference', KEYS.preference);
  return { path: single(object['path'], 'preference.path'), values: valuesAt(object['values'], 'preference.values', (item, at) => wholeIn(0, MOST_RESPONSES, item, at)) };
}

/** The column of a signed strength. Throws `MappingError`. */
export function strengthOf(value: unknown): NonNullable<Mapping['strength']> {
  const object = objectAt(value, 'strength', KEYS.strength);
  const scale = signedRange(object['scale'], 'strength.scale');
  return { path: single(object['path'], 'strength.path'), scale, values: valuesAt(object['values'], 'strength.values', (item, at) => numberIn(scale, item, at)) };
}

/** Cells or counts of votes. Throws `MappingError`. */
export function votesOf(value: unknown): VotesMap {
  if (typeof value === 'string') return { kind: 'cells', path: pointerAt(value, 'votes'), values: null, scale: null };
  const object = objectAt(value, 'votes', KEYS.votes);
  const wrong = object['path'] === undefined ? ['values', 'scale'] : ['first', 'second', 'tie'];
  const stray = wrong.find((key) => object[key] !== undefined);
  if (stray !== undefined) throw new MappingError(`votes.${stray}`, object['path'] === undefined ? t('needs votes.path') : t('cannot stand beside votes.path: give a path, or first and second counts'));
  if (object['path'] === undefined) {
    return { kind: 'counts', first: single(object['first'], 'votes.first'), second: single(object['second'], 'votes.second'), tie: object['tie'] === undefined ? null : single(object['tie'], 'votes.tie') };
  }
  const scale = object['scale'] === undefined ? null : signedRange(object['scale'], 'votes.scale');
  const meaning = (item: unknown, at: string) => (scale ? numberIn(scale, item, at) : wholeIn(0, 2, item, at));
  return { kind: 'cells', path: pointerAt(object['path'], 'votes.path'), values: valuesAt(object['values'], 'votes.values', meaning), scale };
}

/** Judges that agree or do not, by name. Throws `MappingError`. */
export function judgesOf(value: unknown): Mapping['judges'] {
  return entriesAt(value, 'judges').map(([judge, item, place]) => judgeOf(judge, item, place));
}

function judgeOf(judge: string, value: unknown, place: string): Mapping['judges'][number] {
  const object = objectAt(value, place, KEYS.judge);
  const values = valuesAt(object['values'], placeOf(place, 'values'), (item, at) => {
    if (item === true || item === false || item === null) return item;
    throw new MappingError(at, t('is not true (agrees with the label), false or null (says nothing)'));
  });
  if (!values) throw new MappingError(placeOf(place, 'values'), t('is missing: say which value agrees (true) and which does not (false)'));
  return { judge, path: single(object['path'], placeOf(place, 'path')), values };
}

function signedRange(value: unknown, place: string): Range {
  const range = rangeAt(value, place);
  if (range.min >= 0 || range.max <= 0) throw new MappingError(place, t('is {0}; a strength is signed, as "-3..3": below 0 for response 1, above for response 2', String(value)));
  return range;
}

/** A path that names one value. */
function single(value: unknown, place: string): Pointer {
  const pointer = pointerAt(value, place);
  if (pointer.segments.some(({ kind }) => kind !== 'name')) throw new MappingError(place, t('is {0}; a * names several values, and here it must be one', pointer.source));
  return pointer;
}
