import * as vscode from 'vscode';

/** How a file is to be opened. */
export interface Wish {
  /** A schema's name, or the path of a mapping; null detects it. */
  readonly schema: string | null;
  /** Paths of the files that are opened with it. */
  readonly attach: readonly string[];
}

/** A file opened as it is. */
export const PLAIN: Wish = { schema: null, attach: [] };

/** Remembers per workspace how each file was last opened. */
export class Wishes {
  constructor(private readonly state: vscode.Memento) {}

  get(uri: vscode.Uri): Wish {
    return { ...PLAIN, ...this.state.get<Partial<Wish>>(keyOf(uri)) };
  }

  async set(uri: vscode.Uri, wish: Wish): Promise<void> {
    const plain = wish.schema === null && wish.attach.length === 0;
    await this.state.update(keyOf(uri), plain ? undefined : wish);
  }
}

function keyOf(uri: vscode.Uri): string {
  return `tiebreak.open:${uri.toString()}`;
}
