import { NumberColumn, type NumberPart } from './numbers.js';

/** The first names of a column on their way to another: codes, and the names that they stand for. */
export interface CodePart {
  readonly codes: NumberPart;
  readonly names: readonly string[];
}

/** A growable column of names out of few: each is kept once; null = missing. */
export class CodeColumn {
  private readonly codes = new NumberColumn();
  private readonly names: string[] = [];
  private readonly known = new Map<string, number>();

  /** True where every name is missing. */
  get empty(): boolean {
    return this.codes.empty;
  }

  get bytes(): number {
    return this.codes.bytes;
  }

  get(index: number): string | null {
    return this.names[this.codes.get(index)] ?? null;
  }

  set(index: number, name: string | null): void {
    this.codes.set(index, name === null ? NaN : this.code(name));
  }

  pack(count: number): CodePart {
    return { codes: this.codes.pack(count), names: this.names };
  }

  /** Takes names of another column, from `at` on. */
  append(at: number, { codes, names }: CodePart): void {
    const own = names.map((name) => this.code(name));
    // Most files name the same few in the same order.
    if (codes !== null && own.some((code, i) => code !== i)) {
      const from = new NumberColumn();
      from.append(0, codes);
      for (let i = 0; i < codes.length; i++) this.codes.set(at + i, own[from.get(i)] ?? NaN);
    } else this.codes.append(at, codes);
  }

  private code(name: string): number {
    let code = this.known.get(name);
    if (code === undefined) {
      code = this.names.push(name) - 1;
      this.known.set(name, code);
    }
    return code;
  }
}
