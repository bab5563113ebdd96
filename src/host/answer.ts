/** The host's side of what a page may ask: `[params, result]` by method. */
export type Handlers<M extends { [K in keyof M]: readonly [unknown, unknown] }> = { readonly [K in keyof M]: (params: M[K][0]) => Promise<M[K][1]> | M[K][1] };

/** What a page posts: a request, or a message that is none. */
type Posted = { readonly id: number; readonly method: PropertyKey; readonly params: unknown } | object;

/** What a request comes to. */
type Reply = { readonly id: number; readonly result: unknown } | { readonly id: number; readonly error: string };

/** Answers a page's request by the handler of its name, or with the message of what that throws; what is no request, or has no handler, is ignored. */
export async function answer(handlers: object, posted: Posted, reply: (reply: Reply) => Thenable<boolean>): Promise<void> {
  if (!('method' in posted) || !Object.hasOwn(handlers, posted.method)) return;
  const { id, method, params } = posted;
  const handler = (handlers as Readonly<Record<PropertyKey, (params: unknown) => unknown>>)[method]!;
  try {
    await reply({ id, result: await handler(params) });
  } catch (error) {
    await reply({ id, error: (error as Error).message });
  }
}
