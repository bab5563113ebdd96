/** Characters of a text as people and Python count them: one that takes two UTF-16 units counts once, half of one too. */
export function characters(text: string): number {
  return text.length - (text.match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0);
}
