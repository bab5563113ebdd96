/** What is left of a prompt and a response that are together longer than a model reads. */

/** Tokens kept of each part. */
export interface Kept {
  readonly prompt: number;
  readonly response: number;
}

/** Shares `room` tokens: the response keeps all but `promptFloor` of them, the prompt what is then free. */
export function share(prompt: number, response: number, room: number, promptFloor: number): Kept {
  const kept = Math.max(0, Math.min(response, room - Math.min(prompt, promptFloor)));
  return { response: kept, prompt: Math.min(prompt, room - kept) };
}

/** At most `length` ids: the first half (rounded up) and the last half, so that the end stays. */
export function cut(ids: readonly number[], length: number): readonly number[] {
  if (ids.length <= length) return ids;
  const head = Math.ceil(length / 2);
  return [...ids.slice(0, head), ...ids.slice(ids.length - (length - head))];
}
