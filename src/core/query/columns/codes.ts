import { NumberColumn } from './numbers.js';

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

  private code(name: string): number {
    let code = this.known.get(name);
    if (code === undefined) {
      code = this.names.push(name) - 1;
      this.known.set(name, code);
    }
    return code;
  }
}
