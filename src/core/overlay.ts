import type { RowText } from './edits.js';
import type { ByteSink } from './ports.js';
import type { Parts } from './formats/parts.js';
import type { Written } from './formats/rows.js';

/** A save of rows as they stood when it began. */
export interface Saving {
  /** Places of the files that differ from the disk. */
  readonly changed: readonly number[];
  /** Writes one file; the sink is not committed. */
  write(part: number, sink: ByteSink): Promise<Written>;
  /** The files now hold what was written (their `rebase` has been called). */
  saved(): void;
  /** Nothing was saved. */
  abandoned(): void;
}

/** Unsaved row texts laid over the files; '' is a removed row. */
export class Overlay {
  private readonly texts = new Map<number, string>();
  /** Texts of rows that a save removed, so that they can still be shown and restored. */
  private readonly removed = new Map<number, string>();
  /** Texts put in place since the save that is going on began. */
  private whileWriting: Map<number, string> | null = null;
  /** Saves that have ended. */
  private saves = 0;

  constructor(
    private readonly parts: Parts,
    removed: readonly RowText[],
  ) {
    for (const { row, text } of removed) this.removed.set(row, text);
  }

  get size(): number {
    return this.texts.size;
  }

  has(row: number): boolean {
    return this.texts.has(row);
  }

  /** Rows that saves removed. */
  gone(): number[] {
    return [...this.removed.keys()];
  }

  get anyGone(): boolean {
    return this.removed.size > 0;
  }

  /** What a row was before a save removed it; '' where none did. */
  before(row: number): string {
    return this.removed.get(row) ?? '';
  }

  /** A row as it stands. Throws where it cannot be read as text. */
  async current(row: number): Promise<string> {
    return this.texts.get(row) ?? (await this.base(row));
  }

  /** A row as the file holds it, or held it before a save removed it. */
  async saved(row: number): Promise<string> {
    return (await this.base(row)) || this.before(row);
  }

  /** Puts a row's text in place. */
  async put(row: number, text: string): Promise<void> {
    let base: string;
    let at: number;
    // A save that ends meanwhile changes what the file holds.
    do {
      at = this.saves;
      base = await this.base(row);
    } while (at !== this.saves);
    if (base === text) this.texts.delete(row);
    else this.texts.set(row, text);
    this.whileWriting?.set(row, text);
  }

  /** Takes the rows as they stand, to be written. */
  async beginSave(): Promise<Saving> {
    const snapshot = new Map(this.texts);
    const meanwhile = (this.whileWriting = new Map<number, string>());
    for (const [row, text] of snapshot) {
      if (text === '' && !this.removed.has(row)) this.removed.set(row, await this.saved(row));
    }
    const byPart = new Map<number, Map<number, string>>();
    for (const [row, text] of snapshot) {
      const { part, local } = this.parts.place(row);
      const texts = byPart.get(part) ?? new Map<number, string>();
      byPart.set(part, texts.set(local, text));
    }
    return {
      changed: [...byPart.keys()].sort((a, b) => a - b),
      write: (part, sink) => this.parts.list[part]!.rows.write(sink, byPart.get(part) ?? new Map()),
      saved: () => {
        this.saves++;
        for (const row of snapshot.keys()) this.texts.delete(row);
        // What was edited or undone while the file was written stays unsaved, against the new file.
        for (const [row, text] of meanwhile) if (snapshot.get(row) !== text) this.texts.set(row, text);
        this.whileWriting = null;
      },
      abandoned: () => void (this.whileWriting = null),
    };
  }

  private async base(row: number): Promise<string> {
    const { text, problem } = await this.parts.slot(row);
    if (text === null) throw new Error(problem ?? 'the row cannot be read');
    return text;
  }
}
