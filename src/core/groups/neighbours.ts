import type { Grouping, Row } from '../schemas/schema.js';
import type { Group, Grouper, Placed } from './grouper.js';

const NONE: readonly Group[] = [];

/** Groups rows that follow each other with the same key: within aligned blocks, or in runs of a greatest length. A broken row between them does not part them. */
export class NeighbourGrouper implements Grouper {
  private rows: number[] = [];
  private offsets: number[] = [];
  private values: Row[] = [];
  private key = '';

  constructor(private readonly grouping: Extract<Grouping, { readonly kind: 'block' | 'run' }>) {}

  take({ row, offset }: Placed, local: number, value: Row): readonly Group[] {
    const { grouping } = this;
    if (grouping.kind === 'run' && grouping.most === 1) return [{ rows: [row], offsets: [offset], values: [value], above: [] }];
    const key = grouping.key(value);
    const full = grouping.kind === 'block' ? local % grouping.size === 0 : this.rows.length >= grouping.most;
    const done = full || key !== this.key ? this.close() : NONE;
    this.key = key;
    this.rows.push(row);
    this.offsets.push(offset);
    this.values.push(value);
    return done;
  }

  skip(local: number): readonly Group[] {
    return this.grouping.kind === 'block' && local % this.grouping.size === 0 ? this.close() : NONE;
  }

  border(): readonly Group[] {
    return this.close();
  }

  private close(): readonly Group[] {
    if (this.rows.length === 0) return NONE;
    const group: Group = { rows: this.rows, offsets: this.offsets, values: this.values, above: [] };
    this.rows = [];
    this.offsets = [];
    this.values = [];
    return [group];
  }
}
