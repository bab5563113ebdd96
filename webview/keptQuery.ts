/** The list's filter and order, as they are kept with the page's position. */
import type { ListQuery } from '../src/protocol/views/list.js';

const ORDERS = new Set<unknown>(['flags', 'queue', 'file', 'column', 'bad', 'audit']);

/** Reads what was kept; whatever does not fit reads as a list of everything by flag. */
export function keptQuery(saved: unknown): ListQuery {
  const { where, order, sort, grouped, text, flags, undecided } = (typeof saved === 'object' && saved !== null ? saved : {}) as Partial<Record<keyof ListQuery, unknown>>;
  const by = sortOf(sort);
  const known = ORDERS.has(order) && (order !== 'column' || by !== null) ? (order as ListQuery['order']) : 'flags';
  return {
    where: typeof where === 'string' && where !== '' ? where : null,
    order: known,
    ...(known === 'column' && by && { sort: by }),
    ...(grouped === true && { grouped }),
    ...(typeof text === 'string' && text !== '' && { text }),
    ...(Array.isArray(flags) && flags.length > 0 && flags.every((flag) => typeof flag === 'string') && { flags: flags as string[] }),
    ...(undecided === true && { undecided }),
  };
}

function sortOf(saved: unknown): ListQuery['sort'] | null {
  if (typeof saved !== 'object' || saved === null) return null;
  const { column, descending } = saved as Readonly<Record<string, unknown>>;
  return typeof column === 'string' ? { column, descending: descending === true } : null;
}
