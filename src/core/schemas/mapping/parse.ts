/** Reads a mapping's JSON and checks that it is sound. */
import { t } from '@vscode/l10n';
import { KEYS } from './keys.js';
import { judgesOf, labelsOf, preferenceOf, scoresOf, strengthOf, votesOf } from './parseLabels.js';
import { without } from './pointer.js';
import { MappingError, objectAt, oneOf, pointerAt, pointerOrNull, pointersAt, wholeIn, wordOrNull } from './problems.js';
import type { GroupMap, Mapping, Pointer, PromptPart } from './types.js';

/** Most rows of a run or a block. */
const MOST_ROWS = 10_000;

/** The mapping that this JSON says. Throws `MappingError` naming the place of the first problem. */
export function parseMapping(json: unknown): Mapping {
  const object = objectAt(json, '', KEYS.mapping);
  wordOrNull(object['$schema'], '$schema');
  const { responses, sided } = responsesOf(object);
  const perResponse = (value: unknown, place: string): Pointer[] => {
    const paths = pointersAt(value, place);
    if (paths.length === 1 || paths.length === responses.length) return paths;
    const of = sided ? t('a chosen and a rejected response') : responses.length === 1 ? t('one path of responses') : t('{0} paths of responses', responses.length);
    throw new MappingError(place, t('has {0} paths for {1}: give one path, or one for each', paths.length, of));
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
    scores: object['scores'] === undefined ? [] : scoresOf(object['scores'], perResponse),
    preference: object['preference'] === undefined ? null : preferenceOf(object['preference']),
    strength: object['strength'] === undefined ? null : strengthOf(object['strength']),
    votes: object['votes'] === undefined ? null : votesOf(object['votes']),
    judges: object['judges'] === undefined ? [] : judgesOf(object['judges']),
    annotator: pointerOrNull(object['annotator'], 'annotator'),
    split: pointerOrNull(object['split'], 'split'),
    subset: pointerOrNull(object['subset'], 'subset'),
  };
  agree(mapping);
  const named = namedColumns(json, new Set());
  return { ...mapping, responses: responses.map((path) => without(path, named)) };
}

/** Columns that some path of the mapping names in full. */
function namedColumns(json: unknown, into: Set<string>): Set<string> {
  if (typeof json === 'string' && /^\/[^/*]+$/.test(json)) into.add(json.slice(1).replaceAll('~1', '/').replaceAll('~0', '~'));
  else if (json !== null && typeof json === 'object') for (const value of Object.values(json)) namedColumns(value, into);
  return into;
}

/** What single keys cannot say: which of them go together. */
function agree({ group, sided, preference, strength, votes, judges, annotator, labels }: Mapping): void {
  const ofTheRecord = Object.entries({ chosen: sided, preference, strength, votes, judges: judges.length > 0 }).find(([, value]) => value);
  if (group && ofTheRecord) throw new MappingError(ofTheRecord[0], t('cannot stand beside group: it speaks of one row, and a record has several'));
  if (sided && preference) throw new MappingError('preference', t('cannot stand beside chosen and rejected, which say it already'));
  if (sided && strength) throw new MappingError('strength', t('cannot stand beside chosen and rejected: leave it out, or map the texts as responses'));
  if (sided && votes) throw new MappingError('votes', t('cannot stand beside chosen and rejected: map the texts as responses'));
  if (annotator && group?.rows !== 'ratings') throw new MappingError('annotator', t('needs group with "rows": "ratings"; one judge of a label is named by labels.….annotator'));
  if (group?.rows === 'ratings' && labels.length === 0) throw new MappingError('labels', t('is missing, and "rows": "ratings" says that each row marks a response'));
}

function responsesOf(object: Readonly<Record<string, unknown>>): { responses: Pointer[]; sided: boolean } {
  const { responses, chosen, rejected } = object;
  if (responses !== undefined) {
    const side = ['chosen', 'rejected'].find((key) => object[key] !== undefined);
    if (side !== undefined) throw new MappingError(side, t('cannot stand beside responses: give one or the other'));
    return { responses: pointersAt(responses, 'responses'), sided: false };
  }
  if (chosen === undefined && rejected === undefined) throw new MappingError('responses', t('is missing; give responses, or chosen and rejected'));
  const missing = chosen === undefined ? 'chosen' : 'rejected';
  if (object[missing] === undefined) throw new MappingError(missing, t('is missing beside {0}', missing === 'chosen' ? 'rejected' : 'chosen'));
  return { responses: [pointerAt(chosen, 'chosen'), pointerAt(rejected, 'rejected')], sided: true };
}

function groupOf(value: unknown): GroupMap {
  const object = objectAt(value, 'group', KEYS.group);
  const kind = oneOf(object['kind'], 'group.kind', ['key', 'run', 'block']);
  if (object['size'] !== undefined && kind === 'key') throw new MappingError('group.size', t('needs "kind": "run" or "block"'));
  if (object['size'] === undefined && kind !== 'key') throw new MappingError('group.size', t('is missing: how many rows a {0} has', kind));
  const by = pointersAt(object['by'], 'group.by');
  return { by, kind, size: kind === 'key' ? MOST_ROWS : wholeIn(1, MOST_ROWS, object['size'], 'group.size'), rows: oneOf(object['rows'], 'group.rows', ['responses', 'ratings']) };
}

function promptOf(value: unknown): PromptPart[] {
  const parts: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (parts.length === 0) throw new MappingError('prompt', t('is an empty list of paths'));
  return parts.map((part, i): PromptPart => {
    const place = Array.isArray(value) ? `prompt[${i}]` : 'prompt';
    if (typeof part === 'string') return { path: pointerAt(part, place), role: 'user' };
    const object = objectAt(part, place, KEYS.promptPart);
    return { path: pointerAt(object['path'], `${place}.path`), role: wordOrNull(object['role'], `${place}.role`) ?? 'user' };
  });
}
