const SAMPLES = 32;
const PROMPT_SAMPLES = 128;
/** Prompts of one template often differ at their end alone, which is read whole. */
const PROMPT_END = 64;

/**
 * One 32-bit number a text by which the texts of one record are told apart when they change places. Only a sample of a
 * text is read, all of it where two texts of the record would be the same by their samples.
 */
export function fingerprints(texts: readonly string[]): readonly number[] {
  const sampled = texts.map((text) => hash(text, Math.max(1, Math.floor(text.length / SAMPLES))));
  if (new Set(sampled).size === sampled.length) return sampled;
  return texts.map((text, i) => (sampled.some((other, j) => j !== i && other === sampled[i]) ? hash(text, 1) : sampled[i]!));
}

/** For each new place the old place of the same text, -1 where it is new; equal texts keep their order. */
export function moves(before: readonly number[], after: readonly number[]): readonly number[] {
  const taken = new Set<number>();
  return after.map((print) => {
    const from = before.findIndex((old, i) => old === print && !taken.has(i));
    if (from >= 0) taken.add(from);
    return from;
  });
}

/** A signed 32-bit number of a prompt: equal prompts have equal numbers, others nearly always others. Of each turn some two hundred characters at most are read. */
export function promptPrint(turns: readonly { readonly role: string; readonly text: string }[]): number {
  let value = turns.length;
  for (const { role, text } of turns) {
    value = Math.imul(value ^ hash(role, 1) ^ hash(text, Math.max(1, Math.floor(text.length / PROMPT_SAMPLES))), 0x01000193);
    value = Math.imul(value ^ hash(text.slice(-PROMPT_END), 1), 0x01000193);
  }
  // The lowest number stands for a missing one where numbers of 32 bits are kept.
  return value === -0x80000000 ? 0 : value | 0;
}

/** FNV-1a over every `step`th code unit and the length. */
function hash(text: string, step: number): number {
  let value = 0x811c9dc5 ^ text.length;
  for (let i = 0; i < text.length; i += step) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}
