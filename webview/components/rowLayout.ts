/** The worklist's layout: rows of one known height, few of them out of view. */
import { FlowLayout } from '@lit-labs/virtualizer/layouts/flow.js';
import { ROW_HEIGHT } from '../rows.js';

/** A flow layout that keeps about a dozen rows beyond either edge; laying out costs the square of the rows there are. */
class RowLayout extends FlowLayout {
  protected override _overhang = 12 * ROW_HEIGHT;
  override _itemSize = { width: 100, height: ROW_HEIGHT };
}

/** The layout as the virtualizer takes it. */
export const ROW_LAYOUT = { type: RowLayout };
