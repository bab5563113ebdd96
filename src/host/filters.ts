import * as vscode from 'vscode';
import type { ListQuery } from '../protocol/views/list.js';

/** A filter that was kept under a name, with its order. */
export interface SavedFilter {
  readonly name: string;
  readonly query: ListQuery;
}

const KEY = 'tiebreak.filters';

/** The filters that were kept in this workspace, in the order of their names. */
export class Filters {
  constructor(private readonly state: vscode.Memento) {}

  get all(): readonly SavedFilter[] {
    return this.state.get<readonly SavedFilter[]>(KEY, []);
  }

  /** Keeps one, in the place of another of its name. */
  async save(filter: SavedFilter): Promise<void> {
    const others = this.all.filter(({ name }) => name !== filter.name);
    await this.state.update(KEY, [...others, filter].sort((a, b) => a.name.localeCompare(b.name)));
  }

  async remove(name: string): Promise<void> {
    await this.state.update(KEY, this.all.filter((filter) => filter.name !== name));
  }
}
