import { inFront } from './inFront.js';
import type { CommandContext } from './registry.js';

/** Takes back the last thing done in the file in front, be it an edit or a review. */
export async function undo({ provider }: CommandContext): Promise<void> {
  await inFront(provider).reviews.undo();
}

/** Does it again. */
export async function redo({ provider }: CommandContext): Promise<void> {
  await inFront(provider).reviews.redo();
}

/** Takes back the last review, whatever was edited since. */
export async function undoReview({ provider }: CommandContext): Promise<void> {
  const document = inFront(provider);
  await document.reviews.undoReview(document.shown.record);
}
