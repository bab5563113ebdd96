/** Words of a text, by spaces; as the engine counts a response's. */
export function wordsIn(text: string): number {
  return text.match(/\S+/g)?.length ?? 0;
}
