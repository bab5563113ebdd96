import { normalize } from 'node:path';

/** A glob as a pattern for whole paths: `*` and `?` within a name, `**` over any number of folders. */
export function globPattern(glob: string): RegExp {
  const source = normalize(glob)
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*\*\/|\*\*|\*|\?/g, (mark) => (mark === '**/' ? '(?:.*/)?' : mark === '**' ? '.*' : mark === '*' ? '[^/]*' : '[^/]'));
  return new RegExp(`^${source}$`);
}
