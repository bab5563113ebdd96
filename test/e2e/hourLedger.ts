/** What a file and its log must hold after a curator's work, told naively: rows are lines of text, an edit is a replaced line, an undo puts the line before back. */

/** A line of the log as it is compared: without times, ids and standings. */
export type Said =
  | { readonly event: 'edit' | 'undo'; readonly index: number; readonly operation: Record<string, unknown> }
  | { readonly event: 'review' | 'unreview'; readonly index: number; readonly review: Record<string, unknown> }
  | { readonly event: 'save'; readonly edits: number };

type Act =
  | { readonly kind: 'edit'; readonly index: number; readonly row: number; readonly before: string; readonly after: string; readonly operation: Record<string, unknown> }
  | { readonly kind: 'review'; readonly index: number; readonly review: Record<string, unknown> };

/** The book of one file. */
export class Ledger {
  readonly log: Said[] = [];
  readonly decided = new Set<number>();
  readonly #rows: string[];
  #done: Act[] = [];
  #undone: Act[] = [];
  #saved: readonly Act[] = [];

  constructor(text: string) {
    this.#rows = text.trimEnd().split('\n').map((line) => `${line}\n`);
  }

  /** The file as it reads with everything that is done. */
  get text(): string {
    return this.#rows.join('');
  }

  /** A row as JSON, as it reads now. */
  row(row: number): Record<string, unknown> {
    return JSON.parse(this.#rows[row]!) as Record<string, unknown>;
  }

  /** How many rows there were. */
  get size(): number {
    return this.#rows.length;
  }

  /** Places of the rows that a condition holds for; dropped ones have none. */
  matching(holds: (row: Record<string, unknown>, index: number) => boolean): ReadonlySet<number> {
    return new Set(this.#rows.flatMap((line, i) => (line !== '' && holds(JSON.parse(line) as Record<string, unknown>, i) ? [i] : [])));
  }

  /** Changes a row's line; nothing is done where it stays the same. */
  edit(index: number, row: number, operation: Record<string, unknown>, change: (line: string) => string): void {
    const before = this.#rows[row]!;
    const after = change(before);
    if (after === before) return;
    this.#do({ kind: 'edit', index, row, before, after, operation });
  }

  review(index: number, review: Record<string, unknown>): void {
    this.#do({ kind: 'review', index, review });
  }

  undo(): void {
    const act = this.#done.pop()!;
    this.#undone.push(act);
    if (act.kind === 'edit') this.#rows[act.row] = act.before;
    else this.log.push({ event: 'unreview', index: act.index, review: act.review });
  }

  redo(): void {
    this.#make(this.#undone.pop()!);
  }

  save(): void {
    const edits = this.#done.filter((act) => act.kind === 'edit');
    const back = this.#saved.filter((act) => !edits.includes(act as (typeof edits)[number])).toReversed();
    const forth = edits.filter((act) => !this.#saved.includes(act));
    for (const [event, acts] of [['undo', back], ['edit', forth]] as const) {
      for (const act of acts) if (act.kind === 'edit') this.log.push({ event, index: act.index, operation: act.operation });
    }
    this.log.push({ event: 'save', edits: back.length + forth.length });
    this.#saved = edits;
  }

  #do(act: Act): void {
    this.#undone = [];
    this.#make(act);
  }

  #make(act: Act): void {
    this.#done.push(act);
    if (act.kind === 'edit') this.#rows[act.row] = act.after;
    else this.log.push({ event: 'review', index: act.index, review: act.review });
  }
}

/** A log's lines as `Ledger.log` has them. */
export function saidIn(text: string): Said[] {
  return text.trim().split('\n').map((line) => {
    const { event, index, operation, review, edits } = JSON.parse(line) as Record<string, unknown>;
    return (event === 'save' ? { event, edits } : operation === undefined ? { event, index, review } : { event, index, operation }) as Said;
  });
}

/** Two JSON texts in a line change places: the values of two keys, each found by its name alone. */
export function swapped(line: string, a: string, b: string): string {
  const one = valueOf(line, a);
  const two = valueOf(line, b);
  const [first, second] = one.at < two.at ? [one, two] : [two, one];
  return `${line.slice(0, first.at)}${second.text}${line.slice(first.at + first.text.length, second.at)}${first.text}${line.slice(second.at + second.text.length)}`;
}

/** The line with another number under a key. */
export function withNumber(line: string, key: string, value: number): string {
  const { at, text } = valueOf(line, key);
  return `${line.slice(0, at)}${value}${line.slice(at + text.length)}`;
}

/** A string or number under a key. Quotes within texts are escaped, so that no text reads as a key. */
function valueOf(line: string, key: string): { at: number; text: string } {
  const found = new RegExp(`(?<=[{,] ?)"${key}": ?("(?:[^"\\\\]|\\\\.)*"|-?[\\d.eE+-]+)`, 's').exec(line);
  if (!found) throw new Error(`no ${key} in the row`);
  const text = found[1]!;
  return { at: found.index + found[0].length - text.length, text };
}
