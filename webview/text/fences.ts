/** Splits a text into prose and fenced code; every character stays in one of the parts. */

/** A run of lines. A code part holds its fence lines. */
export interface Part {
  readonly kind: 'prose' | 'code';
  readonly text: string;
}

const FENCE = /^ {0,3}(`{3,}|~{3,})(.*)$/;

/** Prose and code in order. An unclosed fence runs to the end, as in Markdown. */
export function parts(text: string): readonly Part[] {
  if (!text.includes('```') && !text.includes('~~~')) return [{ kind: 'prose', text }];
  const out: { kind: Part['kind']; lines: string[] }[] = [];
  let open: string | null = null;
  const add = (kind: Part['kind'], line: string, fresh = false): void => {
    const last = out.at(-1);
    if (last && last.kind === kind && !fresh) last.lines.push(line);
    else out.push({ kind, lines: [line] });
  };
  for (const line of text.split('\n')) {
    const fence = FENCE.exec(line);
    if (open === null && fence?.[1] && !(fence[1].startsWith('`') && fence[2]?.includes('`'))) {
      open = fence[1];
      add('code', line, true);
    } else if (open !== null) {
      add('code', line);
      if (fence?.[1]?.startsWith(open) && fence[2]?.trim() === '') open = null;
    } else {
      add('prose', line);
    }
  }
  return out.map(({ kind, lines }) => ({ kind, text: lines.join('\n') }));
}
