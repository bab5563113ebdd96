/** Reads a mapping's JSON and checks that it is sound. */
import { MappingError, numberIn, objectAt, oneOf, placeOf, pointerAt, pointerOrNull, pointersAt, rangeAt, valuesAt, entriesAt, wholeIn, wordOrNull } from './problems.js';
import type { GroupMap, LabelMap, Mapping, Pointer, PromptPart, VotesMap } from './types.js';

/** Keys of every object of a mapping; `media/schemas/mapping.schema.json` has the same. */
export const KEYS = {
  mapping: ['$schema', 'name', 'group', 'prompt', 'responses', 'chosen', 'rejected', 'models', 'labels', 'scores', 'preference', 'strength', 'votes', 'judges', 'annotator', 'split', 'subset'],
  group: ['by', 'kind', 'size', 'rows'],
  promptPart: ['path', 'role'],
  label: ['path', 'scale', 'values', 'pool', 'annotator'],
  preference: ['path', 'values'],
  strength: ['path', 'scale', 'values'],
  votes: ['path', 'values', 'scale', 'first', 'second', 'tie'],
  judge: ['path', 'values'],
} as const;

/** Most responses a value map may name, most rows of a block. */
const MOST = 10_000;

/** The mapping that this JSON says. Throws `MappingError` naming the place of the first problem. */
export function parseMapping(json: unknown): Mapping {
  const object = objectAt(json, '', KEYS.mapping);
  wordOrNull(object['$schema'], '$schema');
  const { responses, sided } = responsesOf(object);
  const perResponse = (value: unknown, place: string): Pointer[] => {
    const paths = pointersAt(value, place);
    if (paths.length === 1 || paths.length === responses.length) return paths;
    const of = sided ? 'a chosen and a rejected response' : responses.length === 1 ? 'one path of responses' : `${responses.length} paths of responses`;
    throw new MappingError(place, `has ${paths.length} paths for ${of}: give one path, or one for each`);
  };
  const group = object['group'] === undefined ? null : groupOf(object['group']);
  const mapping: Mapping = {
    name: wordOrNull(object['name'], 'name') ?? 'mapping',
    group,
    prompt: object['prompt'] === undefined ? [] : promptOf(object['prompt']),
    responses,
    sided,
    models: object['models'] === undefined ? [] : perResponse(object['models'], 'models'),
    labels: object['labels'] === undefined ? [] : labelsOf(object['labels'], perResponse),
    scores: object['scores'] === undefined ? [] : entriesAt(object['scores'], 'scores').map(([model, value, place]) => ({ model, paths: perResponse(value, place) })),
    preference: object['preference'] === undefined ? null : preferenceOf(object['preference']),
    strength: object['strength'] === undefined ? null : strengthOf(object['strength']),
    votes: object['votes'] === undefined ? null : votesOf(object['votes']),
    judges: object['judges'] === undefined ? [] : entriesAt(object['judges'], 'judges').map(([judge, value, place]) => judgeOf(judge, value, place)),
    annotator: pointerOrNull(object['annotator'], 'annotator'),
    split: pointerOrNull(object['split'], 'split'),
    subset: pointerOrNull(object['subset'], 'subset'),
  };
  agree(mapping);
  return mapping;
}

/** What single keys cannot say: which of them go together. */
function agree({ group, sided, preference, strength, votes, judges, annotator, labels }: Mapping): void {
  const ofTheRecord = Object.entries({ chosen: sided, preference, strength, votes, judges: judges.length > 0 }).find(([, value]) => value);
  if (group && ofTheRecord) throw new MappingError(ofTheRecord[0], 'cannot stand beside group: it speaks of one row, and a record has several');
  if (sided && preference) throw new MappingError('preference', 'cannot stand beside chosen and rejected, which say it already');
  if (sided && strength) throw new MappingError('strength', 'cannot stand beside chosen and rejected: leave it out, or map the texts as responses');
  if (sided && votes) throw new MappingError('votes', 'cannot stand beside chosen and rejected: map the texts as responses');
  if (annotator && group?.rows !== 'ratings') throw new MappingError('annotator', 'needs group with "rows": "ratings"; one judge of a label is named by labels.….annotator');
  if (group?.rows === 'ratings' && labels.length === 0) throw new MappingError('labels', 'is missing, and "rows": "ratings" says that each row marks a response');
}

function responsesOf(object: Readonly<Record<string, unknown>>): { responses: Pointer[]; sided: boolean } {
  const { responses, chosen, rejected } = object;
  if (responses !== undefined) {
    const side = ['chosen', 'rejected'].find((key) => object[key] !== undefined);
    if (side !== undefined) throw new MappingError(side, 'cannot stand beside responses: give one or the other');
    return { responses: pointersAt(responses, 'responses'), sided: false };
  }
  if (chosen === undefined && rejected === undefined) throw new MappingError('responses', 'is missing; give responses, or chosen and rejected');
  const missing = chosen === undefined ? 'chosen' : 'rejected';
  if (object[missing] === undefined) throw new MappingError(missing, `is missing beside ${missing === 'chosen' ? 'rejected' : 'chosen'}`);
  return { responses: [pointerAt(chosen, 'chosen'), pointerAt(rejected, 'rejected')], sided: true };
}

function groupOf(value: unknown): GroupMap {
  const object = objectAt(value, 'group', KEYS.group);
  const kind = oneOf(object['kind'], 'group.kind', ['key', 'run', 'block']);
  if (object['size'] !== undefined && kind === 'key') throw new MappingError('group.size', 'needs "kind": "run" or "block"');
  if (object['size'] === undefined && kind !== 'key') throw new MappingError('group.size', `is missing: how many rows a ${kind} has`);
  const by = pointersAt(object['by'], 'group.by');
  return { by, kind, size: kind === 'key' ? MOST : wholeIn(1, MOST, object['size'], 'group.size'), rows: oneOf(object['rows'], 'group.rows', ['responses', 'ratings']) };
}

function promptOf(value: unknown): PromptPart[] {
  const parts: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (parts.length === 0) throw new MappingError('prompt', 'is an empty list of paths');
  return parts.map((part, i): PromptPart => {
    const place = Array.isArray(value) ? `prompt[${i}]` : 'prompt';
    if (typeof part === 'string') return { path: pointerAt(part, place), role: 'user' };
    const object = objectAt(part, place, KEYS.promptPart);
    return { path: pointerAt(object['path'], `${place}.path`), role: wordOrNull(object['role'], `${place}.role`) ?? 'user' };
  });
}

function labelsOf(value: unknown, perResponse: (value: unknown, place: string) => Pointer[]): LabelMap[] {
  return entriesAt(value, 'labels').flatMap(([attribute, item, place]) => {
    const list: readonly unknown[] = Array.isArray(item) ? item : [item];
    if (list.length === 0) throw new MappingError(place, 'is an empty list of labels');
    const labels = list.map((each, i) => labelOf(attribute, each, Array.isArray(item) ? `${place}[${i}]` : place, perResponse));
    const pools = labels.map(({ pool }) => pool);
    if (new Set(pools).size < pools.length) throw new MappingError(place, 'has two labels of the same pool: name a pool in each');
    return labels;
  });
}

function labelOf(attribute: string, value: unknown, place: string, perResponse: (value: unknown, place: string) => Pointer[]): LabelMap {
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

function preferenceOf(value: unknown): NonNullable<Mapping['preference']> {
  if (typeof value === 'string') return { path: single(value, 'preference'), values: null };
  const object = objectAt(value, 'preference', KEYS.preference);
  return { path: single(object['path'], 'preference.path'), values: valuesAt(object['values'], 'preference.values', (item, at) => wholeIn(0, MOST, item, at)) };
}

function strengthOf(value: unknown): NonNullable<Mapping['strength']> {
  const object = objectAt(value, 'strength', KEYS.strength);
  const scale = signedRange(object['scale'], 'strength.scale');
  return { path: single(object['path'], 'strength.path'), scale, values: valuesAt(object['values'], 'strength.values', (item, at) => numberIn(scale, item, at)) };
}

function votesOf(value: unknown): VotesMap {
  if (typeof value === 'string') return { kind: 'cells', path: pointerAt(value, 'votes'), values: null, scale: null };
  const object = objectAt(value, 'votes', KEYS.votes);
  const wrong = object['path'] === undefined ? ['values', 'scale'] : ['first', 'second', 'tie'];
  const stray = wrong.find((key) => object[key] !== undefined);
  if (stray !== undefined) throw new MappingError(`votes.${stray}`, object['path'] === undefined ? 'needs votes.path' : 'cannot stand beside votes.path: give a path, or first and second counts');
  if (object['path'] === undefined) {
    return { kind: 'counts', first: single(object['first'], 'votes.first'), second: single(object['second'], 'votes.second'), tie: object['tie'] === undefined ? null : single(object['tie'], 'votes.tie') };
  }
  const scale = object['scale'] === undefined ? null : signedRange(object['scale'], 'votes.scale');
  const meaning = (item: unknown, at: string) => (scale ? numberIn(scale, item, at) : wholeIn(0, 2, item, at));
  return { kind: 'cells', path: pointerAt(object['path'], 'votes.path'), values: valuesAt(object['values'], 'votes.values', meaning), scale };
}

function judgeOf(judge: string, value: unknown, place: string): Mapping['judges'][number] {
  const object = objectAt(value, place, KEYS.judge);
  const values = valuesAt(object['values'], placeOf(place, 'values'), (item, at) => {
    if (item === true || item === false || item === null) return item;
    throw new MappingError(at, 'is not true (agrees with the label), false or null (says nothing)');
  });
  if (!values) throw new MappingError(placeOf(place, 'values'), 'is missing: say which value agrees (true) and which does not (false)');
  return { judge, path: single(object['path'], placeOf(place, 'path')), values };
}

function signedRange(value: unknown, place: string) {
  const range = rangeAt(value, place);
  if (range.min >= 0 || range.max <= 0) throw new MappingError(place, `is ${String(value)}; a strength is signed, as "-3..3": below 0 for response 1, above for response 2`);
  return range;
}

/** A path that names one value. */
function single(value: unknown, place: string): Pointer {
  const pointer = pointerAt(value, place);
  if (pointer.segments.some(({ kind }) => kind !== 'name')) throw new MappingError(place, `is ${pointer.source}; a * names several values, and here it must be one`);
  return pointer;
}
