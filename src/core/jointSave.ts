import type { Saving } from './overlay.js';
import type { Records } from './records.js';

/** Begins a save of several datasets as one, their files counted on; where one cannot begin, none does. */
export async function beginJointSave(all: readonly Records[]): Promise<Saving> {
  const begun = await Promise.allSettled(all.map((source) => source.beginSave()));
  const savings = begun.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  const failed = begun.find((each) => each.status === 'rejected');
  if (failed) {
    for (const saving of savings) saving.abandoned();
    throw failed.reason as Error;
  }
  const starts = all.map((_, k) => all.slice(0, k).reduce((sum, { files }) => sum + files, 0));
  return {
    changed: savings.flatMap(({ changed }, k) => changed.map((part) => part + starts[k]!)),
    write: (part, sink) => {
      const k = starts.findLastIndex((start) => start <= part);
      return savings[k]!.write(part - starts[k]!, sink);
    },
    saved: (parts) => savings.forEach((saving, k) => saving.saved(parts?.map((part) => part - starts[k]!))),
    abandoned: () => savings.forEach((saving) => saving.abandoned()),
  };
}
