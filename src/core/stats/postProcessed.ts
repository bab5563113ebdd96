import { consensus, threeClosest } from '../agreement/consensus.js';
import { NOBODY } from '../agreement/ratedItems.js';
import { MarkList } from './markList.js';

/** The list without the dropped records, of each item the three closest marks, and their rounded mean as its label (2406.08673). */
export function postProcessed(list: MarkList, dropped: ReadonlySet<number>): MarkList {
  const { min, max } = list.scale;
  const kept = new MarkList(list.attribute, list.pool, list.judge, min, max);
  for (let item = 0; item < list.marked; item++) {
    const record = list.records.at(item);
    if (dropped.has(record)) continue;
    const near = threeClosest(list.marks(item));
    kept.add(record, list.responses.at(item), { min, max }, consensus(near), near, () => NOBODY);
  }
  return kept;
}
