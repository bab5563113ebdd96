import * as vscode from 'vscode';

/** What the pages of one document show. */
export class Shown {
  /** The item that a page shows: a record, or -row of a bad row. */
  item = 0;
  /** Records that a page shows without their labels. */
  readonly hidden = new Set<number>();

  /** The record that is shown, for palette commands. Throws where that is a bad row. */
  get record(): number {
    if (this.item < 0) throw new Error(vscode.l10n.t('row {0} cannot be read: it is part of no record', -this.item));
    return this.item;
  }

  /** The record that is shown, for what names its responses. Throws where their order is hidden. */
  get revealed(): number {
    const { record } = this;
    if (this.hidden.has(record)) throw new Error(vscode.l10n.t('the labels of record {0} are hidden until it is decided: choose by the keys of the page', record));
    return record;
  }
}
