import { t } from '@vscode/l10n';
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
  /** The files, or these of them, now hold what was written (their `rebase` has been called). */
  saved(parts?: readonly number[]): void;
  /** Nothing was saved. */
  abandoned(): void;
}

/** Unsaved row texts laid over the files; '' is a removed row. */
export class Overlay {
  private readonly texts = new Map<number, string>();
  /** Texts of rows that a save removed, so that they can still be shown and restored. */
  private readonly removed = new Map<number, string>();
  /** The save that is going on: what it writes, and what was put in place since it began. */
  private writing: { readonly snapshot: ReadonlyMap<number, string>; readonly meanwhile: Map<number, string> } | null = null;
  /** Saves that have ended. */
  private saves = 0;

  constructor(
    private readonly parts: Parts,
    private readonly goneBefore: readonly RowText[],
  ) {
    for (const { row, text } of goneBefore) this.removed.set(row, text);
  }

  get size(): number {
    return this.texts.size;
  }

  has(row: number): boolean {
    return this.texts.has(row);
  }

  /** Rows that saves had removed when the files were opened. */
  gone(): readonly RowText[] {
    return this.goneBefore;
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

  /** Puts row texts in place, all at once: a save that begins meanwhile has all of them or none. */
  async put(changes: readonly RowText[]): Promise<void> {
    let bases: string[];
    let at: number;
    // A save that ends meanwhile changes what the files hold.
    do {
      at = this.saves;
      bases = await Promise.all(changes.map(({ row }) => this.base(row)));
    } while (at !== this.saves);
    for (const [i, { row, text }] of changes.entries()) {
      const asFiled = bases[i] === text;
      if (asFiled) this.texts.delete(row);
      else this.texts.set(row, text);
      if (asFiled && !this.writing?.snapshot.has(row)) this.writing?.meanwhile.delete(row);
      else this.writing?.meanwhile.set(row, text);
    }
  }

  /** Takes the rows as they stand, to be written. */
  async beginSave(): Promise<Saving> {
    const snapshot = new Map(this.texts);
    const meanwhile = new Map<number, string>();
    this.writing = { snapshot, meanwhile };
    try {
      for (const [row, text] of snapshot) if (text === '') this.removed.set(row, await this.saved(row));
    } catch (error) {
      this.writing = null;
      throw error;
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
      saved: (parts) => {
        this.saves++;
        const written = (row: number) => parts?.includes(this.parts.place(row).part) ?? true;
        for (const row of snapshot.keys()) if (written(row)) this.texts.delete(row);
        // What was edited or undone while the file was written stays unsaved, against the new file.
        for (const [row, text] of meanwhile) if (written(row) && snapshot.get(row) !== text) this.texts.set(row, text);
        this.writing = null;
      },
      abandoned: () => void (this.writing = null),
    };
  }

  private async base(row: number): Promise<string> {
    const { text, problem } = await this.parts.slot(row);
    if (text === null) throw new Error(problem ?? t('the row cannot be read'));
    return text;
  }
}
