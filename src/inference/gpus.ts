/** The graphics cards that CUDA shows to a process, by what NVIDIA's own tool lists. */
import { execFile } from 'node:child_process';

const LIMIT_MS = 5000;

/** Names of the cards in CUDA's order where they are equal; none where the tool is not there or lists none. */
export async function cudaCards(): Promise<readonly string[]> {
  const listing = await new Promise<string>((resolve) => {
    execFile('nvidia-smi', ['-L'], { timeout: LIMIT_MS, windowsHide: true }, (error, out) => resolve(error ? '' : out));
  });
  return visibleCards(listing, process.env['CUDA_VISIBLE_DEVICES']);
}

/**
 * The cards among those of `nvidia-smi -L` that `CUDA_VISIBLE_DEVICES` leaves: numbers or (beginnings of) UUIDs, up to the
 * first that names none. Of a card that is divided (MIG), CUDA shows one part to a process, and no other card beside it.
 */
export function visibleCards(listing: string, visible: string | undefined): string[] {
  const lines = listing.split('\n');
  const cards = lines.flatMap((line) => {
    const [, name, uuid] = /^GPU \d+: (.+?) \(UUID: (GPU-[^)]+)\)/.exec(line) ?? [];
    return name !== undefined && uuid !== undefined ? [{ name, uuid }] : [];
  });
  const divided = lines.some((line) => /^\s+MIG .*\(UUID: MIG-/.test(line));
  const left: (typeof cards)[number][] = [];
  if (visible === undefined) left.push(...cards);
  else {
    for (const word of visible.split(',').map((each) => each.trim())) {
      const card = /^\d+$/.test(word) ? cards[Number(word)] : word.startsWith('GPU-') ? cards.find(({ uuid }) => uuid.startsWith(word)) : undefined;
      if (!card || left.includes(card)) break;
      left.push(card);
    }
  }
  return left.map(({ name }) => name).slice(0, divided ? 1 : undefined);
}

/** What a person calls these cards; '' where none is known. */
export function cardNames(cards: readonly string[]): string {
  const [first = ''] = cards;
  if (cards.length < 2) return first;
  // CUDA's own order is the fastest first: which of several kinds is which is not known.
  return cards.every((card) => card === first) ? `${cards.length} x ${first}` : `${cards.length} cards: ${[...new Set(cards)].sort().join(', ')}`;
}
