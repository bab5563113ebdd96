/** Parts of the page that are fetched when they are first needed. */

/** A part and who waits for it. */
export interface Later<T> {
  /** The part where it is here; else null, and `then` is told once it has come. */
  now(then?: () => void): T | null;
}

/** Fetches at the first question, once; a part that cannot be fetched stays away, and is asked for again at the next question. */
export function later<T>(fetch: () => Promise<T>): Later<T> {
  let here: T | null = null;
  let coming: Promise<void> | null = null;
  return {
    now(then) {
      if (here !== null) return here;
      coming ??= fetch().then((part) => { here = part; }, () => { coming = null; });
      if (then) void coming.then(() => here !== null && then());
      return null;
    },
  };
}

/** Markdown as page content. */
export const markdownPart = later(() => import('./markdown/fill.js'));
/** Comparing texts. */
export const diffPart = later(() => import('./diff/compare.js'));
