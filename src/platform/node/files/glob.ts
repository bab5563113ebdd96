import { posix, sep } from 'node:path';

/** A path with slashes, as globs are written on every system. */
export function slashed(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}

/** A glob as a pattern for whole paths with slashes: `*` and `?` within a name, `**` over any number of folders. */
export function globPattern(glob: string): RegExp {
  const source = posix.normalize(slashed(glob))
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*\*\/|\*\*|\*|\?/g, (mark) => (mark === '**/' ? '(?:.*/)?' : mark === '**' ? '.*' : mark === '*' ? '[^/]*' : '[^/]'));
  return new RegExp(`^${source}$`);
}
