/** A piece of SQL; words are in lower case, quoted names too and without their quotes; a literal's text is what stands in it. */
export interface Token {
  readonly kind: 'word' | 'quoted' | 'literal' | 'number' | 'mark';
  readonly text: string;
}

const PATTERN = new RegExp(
  [
    '--[^\\n]*',
    '/\\*[\\s\\S]*?(?:\\*/|$)',
    "(?<literal>[eE]?'(?:[^']|'')*'?)",
    '(?<dollar>\\$(?<tag>[A-Za-z_]*)\\$[\\s\\S]*?(?:\\$\\k<tag>\\$|$))',
    '(?<quoted>"(?:[^"]|"")*"?)',
    '(?<number>\\d[\\w.]*)',
    '(?<word>[\\p{L}_][\\p{L}\\p{N}_$]*)',
    '(?<mark>\\S)',
  ].join('|'),
  'gu',
);

/** Cuts SQL into words, names, literals and marks, without comments; enough to see what is named, not a parser. */
export function tokens(sql: string): readonly Token[] {
  const found: Token[] = [];
  for (const { groups = {} } of sql.matchAll(PATTERN)) {
    if (groups['word']) found.push({ kind: 'word', text: groups['word'].toLowerCase() });
    else if (groups['quoted']) found.push({ kind: 'quoted', text: groups['quoted'].replace(/^"|"$/g, '').toLowerCase() });
    else if (groups['literal']) found.push({ kind: 'literal', text: groups['literal'].replace(/^[eE]?'|'$/g, '') });
    else if (groups['dollar']) found.push({ kind: 'literal', text: groups['dollar'] });
    else if (groups['number']) found.push({ kind: 'number', text: groups['number'] });
    else if (groups['mark']) found.push({ kind: 'mark', text: groups['mark'] });
  }
  return found;
}
