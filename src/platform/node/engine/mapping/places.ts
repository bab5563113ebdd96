import { JsonError, tokenize, type JsonNode } from '../../../../core/formats/json/tokens.js';
import type { MappingProblem } from '../../../../protocol/preview.js';

/** A mapping's text as a value, or what is wrong with it as JSON. */
export function parseText(text: string): { readonly value: unknown; readonly problems: readonly MappingProblem[] } {
  try {
    tokenize(text);
    return { value: JSON.parse(text) as unknown, problems: [] };
  } catch (error) {
    const at = error instanceof JsonError ? Math.min(error.at, Math.max(0, text.length - 1)) : 0;
    return { value: null, problems: [problemAt(text, at, at + 1, `not JSON: ${(error as Error).message}`)] };
  }
}

/** A problem at a place such as `labels.overall.paths[0]`; where that is not in the text, at the nearest that is. */
export function problemIn(text: string, place: string, message: string): MappingProblem {
  let node = tokenize(text);
  let from = node.start;
  for (const step of pathOf(place)) {
    const next = typeof step === 'number' ? node.items?.[step] : node.members?.findLast(({ key }) => key === step)?.node;
    if (!next) break;
    // The value's own key is marked too: a key that should not be there is what is wrong then.
    from = typeof step === 'number' ? next.start : keyBefore(text, next);
    node = next;
  }
  // A whole object is marked by its first character.
  return problemAt(text, from, node.members || node.items ? node.start + 1 : node.end, message);
}

function problemAt(text: string, from: number, to: number, message: string): MappingProblem {
  const before = text.slice(0, from).split(/\r\n|\r|\n/);
  return { message, from, to, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** Where the key of a member begins: before its value stand a colon, and the key as a text. */
function keyBefore(text: string, { start }: JsonNode): number {
  const key = /"(?:[^"\\]|\\.)*"\s*:\s*$/.exec(text.slice(Math.max(0, start - 1000), start));
  return key ? start - key[0].length : start;
}

function pathOf(place: string): (string | number)[] {
  return [...place.matchAll(/\[(\d+)\]|("(?:[^"\\]|\\.)*")|([^.[\]"]+)/g)].map(([, index, quoted, name]) => {
    if (index !== undefined) return Number(index);
    return quoted !== undefined ? (JSON.parse(quoted) as string) : (name as string);
  });
}
