import { t } from '@vscode/l10n';
import { joinBytes } from './thriftWrite.js';

/** Physical values of a page, without nulls: of one width side by side, of different lengths apart, or as places in the dictionary. */
export type Values =
  | { readonly kind: 'fixed'; readonly width: number; readonly bytes: Uint8Array }
  | { readonly kind: 'slices'; readonly items: readonly Uint8Array[] }
  | { readonly kind: 'index'; readonly items: Uint32Array };

/** How many values there are. */
export function countOf(values: Values): number {
  return values.kind === 'fixed' ? values.bytes.length / values.width : values.items.length;
}

/** Values from `from` to before `to`. */
export function sliceValues(values: Values, from: number, to: number): Values {
  if (values.kind === 'fixed') return { ...values, bytes: values.bytes.subarray(from * values.width, to * values.width) };
  return values.kind === 'index' ? { kind: 'index', items: values.items.subarray(from, to) } : { kind: 'slices', items: values.items.slice(from, to) };
}

/** One value's bytes; of an index the bytes of the number. */
export function valueAt(values: Values, at: number): Uint8Array {
  if (values.kind === 'fixed') return values.bytes.subarray(at * values.width, (at + 1) * values.width);
  if (values.kind === 'slices') return values.items[at]!;
  throw new Error(t('an index has no bytes of its own'));
}

/** Values one after another; all are of the kind of `like`. */
export function joinValues(like: Values, parts: readonly Values[]): Values {
  switch (like.kind) {
    case 'fixed':
      return { ...like, bytes: joinBytes(parts.map((part) => (part as typeof like).bytes)) };
    case 'slices':
      return { kind: 'slices', items: parts.flatMap((part) => (part as typeof like).items) };
    case 'index': {
      const items = new Uint32Array(parts.reduce((sum, part) => sum + (part as typeof like).items.length, 0));
      let at = 0;
      for (const part of parts as readonly (typeof like)[]) {
        items.set(part.items, at);
        at += part.items.length;
      }
      return { kind: 'index', items };
    }
  }
}

/** True where both hold the same bytes in the same order. */
export function sameValues(a: Values, b: Values): boolean {
  if (a.kind === 'fixed' && b.kind === 'fixed') return sameBytes(a.bytes, b.bytes);
  if (a.kind === 'index' && b.kind === 'index') return a.items.length === b.items.length && a.items.every((item, i) => item === b.items[i]);
  return a.kind === 'slices' && b.kind === 'slices' && a.items.length === b.items.length && a.items.every((item, i) => sameBytes(item, b.items[i]!));
}

/** True where both arrays hold the same bytes. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
