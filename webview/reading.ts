/** How the texts of a file are read: its setting is kept with the page's position. */

/** Off, both texts with their marks, or one text with the marks of both. */
export type DiffView = 'off' | 'beside' | 'inline';

/** How texts are shown. */
export interface Reading {
  /** True for rendered Markdown, false for the text as it stands in the file. */
  readonly markdown: boolean;
  readonly diff: DiffView;
  /** True where the responses scroll together. */
  readonly together: boolean;
}

/** How a file that was never opened is read. */
export const READING: Reading = { markdown: true, diff: 'off', together: false };

/** Reads what was kept; whatever does not fit reads as the start. */
export function keptReading(saved: unknown): Reading {
  if (typeof saved !== 'object' || saved === null) return READING;
  const { markdown, diff, together } = saved as Partial<Record<keyof Reading, unknown>>;
  return {
    markdown: typeof markdown === 'boolean' ? markdown : READING.markdown,
    diff: diff === 'beside' || diff === 'inline' ? diff : 'off',
    together: together === true,
  };
}
