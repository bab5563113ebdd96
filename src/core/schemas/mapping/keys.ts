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
