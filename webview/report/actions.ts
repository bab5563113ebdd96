/** What can be done in the report; every click and key ends here. */
import { t } from '@vscode/l10n';
import type { ReportAction, ReportPart } from '../../src/protocol/report.js';
import type { Loading, ReportHost } from './load.js';
import type { ReportStore } from './state.js';

/** The report's actions. */
export class ReportActions {
  constructor(
    private readonly store: ReportStore,
    private readonly host: ReportHost,
    private readonly loading: Loading,
  ) {}

  /** Filters the dataset's editor. */
  filter(where: string): void {
    this.host.request('filter', { where }).then(
      () => this.store.update({ filtered: where, error: null, announcement: t('The worklist is filtered: {0}', where) }),
      (error: Error) => this.#refused(error),
    );
  }

  /** Shows a record in the dataset's editor. */
  reveal(index: number): void {
    this.host.request('reveal', { index }).catch((error: Error) => this.#refused(error));
  }

  /** Does something that the host must do. */
  act(action: ReportAction): void {
    this.host.request('act', { action }).catch((error: Error) => this.#refused(error));
  }

  /** Computes everything anew. */
  refresh(): void {
    void this.loading.all();
  }

  /** Computes one part anew. */
  again(part: ReportPart): void {
    void this.loading.one(part);
  }

  cancel(part: ReportPart): void {
    this.loading.cancel(part);
  }

  say(announcement: string): void {
    this.store.update({ announcement });
  }

  dismiss(): void {
    this.store.update({ filtered: null, error: null });
  }

  #refused(error: Error): void {
    this.store.update({ error: error.message, filtered: null, announcement: error.message });
  }
}
