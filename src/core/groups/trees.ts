import { t } from '@vscode/l10n';
import { appendTo } from '../multimap.js';
import { RowError, type Row, type TreeNode } from '../schemas/schema.js';
import type { Group, Grouper, Placed } from './grouper.js';
import { KeptValues } from './kept.js';

/** Longest talk that is followed up to its root; also the end of a chain that runs in a circle. */
const MOST_ABOVE = 1000;

/** Groups the answers to one message; the messages above them come with each group. */
export class TreeGrouper implements Grouper {
  private readonly nodes = new Map<string, { readonly row: number; readonly parent: string | null }>();
  private readonly answers = new Map<string, number[]>();
  private readonly kept = new KeptValues();

  constructor(private readonly node: (row: Row) => TreeNode) {}

  take({ row, offset }: Placed, _local: number, value: Row): readonly Group[] {
    const { id, parent, answer } = this.node(value);
    if (this.nodes.has(id)) throw new RowError(t('the message id {0} was there before, in row {1}', id.slice(0, 80), this.nodes.get(id)!.row + 1));
    this.nodes.set(id, { row, parent });
    if (answer && parent !== null) appendTo(this.answers, parent, row);
    this.kept.add(row, offset, value);
    return [];
  }

  skip(): readonly Group[] {
    return [];
  }

  *border(last: boolean): Generator<Group> {
    if (last) for (const [parent, rows] of this.answers) yield { rows, offsets: this.kept.offsets(rows), values: this.kept.of(rows), above: this.above(parent) };
  }

  /** Rows from the root to a message; those that the file lacks are left out. */
  private above(id: string): number[] {
    const rows: number[] = [];
    const seen = new Set<string>();
    for (let at: string | null = id; at !== null && !seen.has(at) && rows.length < MOST_ABOVE; ) {
      seen.add(at);
      const node: { readonly row: number; readonly parent: string | null } | undefined = this.nodes.get(at);
      if (!node) break;
      rows.push(node.row);
      at = node.parent;
    }
    return rows.reverse();
  }
}
