import { t } from '@vscode/l10n';

/** A row's text, or why it cannot be read. */
export interface ReadRow {
  readonly text: string | null;
  readonly problem: string | null;
}

interface Window {
  readonly from: number;
  readonly to: number;
  readonly rows: Promise<readonly string[]>;
  chars: number;
}

const BEFORE = 8;
const ROWS = 32;
const MOST_ROWS = 1024;
const MOST_CHARS = 32 * 1024 * 1024;
const WINDOW_CHARS = 4 * 1024 * 1024;
/** So near to the end of what is at hand, the next rows are fetched before anybody asks. */
const AHEAD = 12;

/** Keeps rows around those that were asked for, so that their neighbours are there at once. */
export class RowCache {
  /** The last used window is the last. */
  private windows: Window[] = [];
  private lastMiss: Window | null = null;

  constructor(
    private readonly rows: () => number,
    private readonly fetch: (from: number, to: number) => Promise<readonly string[]>,
  ) {}

  /** Forgets everything. */
  clear(): void {
    this.windows = [];
    this.lastMiss = null;
  }

  /** One row; its neighbours are read with it. */
  async row(row: number): Promise<ReadRow> {
    const held = this.windows.find(({ from, to }) => row >= from && row < to);
    const window = held ?? this.load(row);
    if (held) this.use(held);
    try {
      const rows = await window.rows;
      this.lookAhead(row);
      const text = rows[row - window.from];
      return text === undefined ? { text: null, problem: t('there is no such row') } : { text, problem: null };
    } catch {
      // One broken row must not hide its neighbours.
      return this.alone(row);
    }
  }

  private async alone(row: number): Promise<ReadRow> {
    try {
      return { text: (await this.fetch(row, row + 1))[0] ?? null, problem: null };
    } catch (error) {
      return { text: null, problem: (error as Error).message };
    }
  }

  private load(row: number): Window {
    const last = this.lastMiss;
    // Rows read one after another are read in larger and larger windows.
    const onward = last !== null && row >= last.to && row < last.to + ROWS;
    const size = onward ? Math.min(MOST_ROWS, 2 * (last.to - last.from), this.rowsFor(last)) : ROWS;
    return (this.lastMiss = this.add(onward ? row : Math.max(0, row - BEFORE), Math.max(ROWS, size)));
  }

  private add(start: number, size: number): Window {
    const from = this.windows.reduce((least, { from: begin, to }) => (begin <= start && to > start ? Math.max(least, to) : least), start);
    const to = Math.min(this.rows(), from + size);
    const window: Window = { from, to, rows: this.fetch(from, to), chars: 0 };
    this.windows.push(window);
    window.rows.then(
      (rows) => {
        window.chars = rows.reduce((sum, text) => sum + text.length, 0);
        this.evict();
      },
      () => (this.windows = this.windows.filter((other) => other !== window)),
    );
    return window;
  }

  /** Rows that fit a window, judged by those of another. */
  private rowsFor({ from, to, chars }: Window): number {
    return chars > 0 ? Math.floor((WINDOW_CHARS * (to - from)) / chars) : MOST_ROWS;
  }

  private lookAhead(row: number): void {
    const ahead = row + AHEAD;
    if (ahead < this.rows() && !this.windows.some(({ from, to }) => ahead >= from && ahead < to)) this.add(ahead, 2 * ROWS);
    const behind = row - AHEAD / 2;
    if (behind < 0 || this.windows.some(({ from, to }) => behind >= from && behind < to)) return;
    this.add(Math.max(0, behind + 1 - 2 * ROWS), 2 * ROWS);
  }

  private use(window: Window): void {
    this.windows = [...this.windows.filter((other) => other !== window), window];
  }

  private evict(): void {
    let chars = this.windows.reduce((sum, window) => sum + window.chars, 0);
    while (this.windows.length > 1 && chars > MOST_CHARS) chars -= this.windows.shift()!.chars;
  }
}
