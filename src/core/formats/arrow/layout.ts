import { t } from '@vscode/l10n';
import { Type, UnionMode } from 'apache-arrow/enum';
import type { Field } from 'apache-arrow/schema';
import type { Dictionary, FixedSizeList, Union } from 'apache-arrow/type';
import { ArrowError, inColumn } from './error.js';
import type { Scalar } from './scalars/scalar.js';
import { scalarOf } from './scalars/scalarOf.js';

/** How a column of one type lies in buffers. */
export type Layout =
  | (Named & { readonly kind: 'null' })
  | (Named & { readonly kind: 'bool' })
  | (Named & { readonly kind: 'fixed'; readonly scalar: Scalar })
  /** Text or bytes behind offsets of 4 or (`wide`) 8 bytes. */
  | (Named & { readonly kind: 'bytes'; readonly text: boolean; readonly wide: boolean })
  /** Text or bytes behind views of 16 bytes. */
  | (Named & { readonly kind: 'view'; readonly text: boolean })
  | (Named & { readonly kind: 'list'; readonly wide: boolean; readonly item: Layout })
  | (Named & { readonly kind: 'fixedList'; readonly size: number; readonly item: Layout })
  | (Named & { readonly kind: 'struct'; readonly members: readonly Layout[] })
  | (Named & { readonly kind: 'union'; readonly dense: boolean; readonly ids: readonly number[]; readonly members: readonly Layout[] })
  | (Named & { readonly kind: 'dictionary'; readonly scalar: Scalar; readonly id: number; readonly ordered: boolean; readonly values: Layout });

interface Named {
  readonly name: string;
  /** The type in words, for messages. */
  readonly type: string;
  readonly nullable: boolean;
}

/** Deepest nesting of lists and structs that is read. */
const MAX_DEPTH = 64;

/** Layout of a column. Throws `ArrowError` where its type cannot be read. */
export function layoutOf(field: Field): Layout {
  try {
    return nested(field, 0);
  } catch (error) {
    throw inColumn(field.name ?? '', error);
  }
}

/** The layout with values in the place of dictionary codes. */
export function plain(layout: Layout): Layout {
  switch (layout.kind) {
    case 'dictionary':
      return { ...plain(layout.values), name: layout.name, nullable: layout.nullable };
    case 'list':
    case 'fixedList':
      return { ...layout, item: plain(layout.item) };
    case 'struct':
    case 'union':
      return { ...layout, members: layout.members.map(plain) };
    default:
      return layout;
  }
}

/** True where a layout, or one within it, is of this kind. */
export function holds(layout: Layout, kind: Layout['kind']): boolean {
  return layout.kind === kind || within(layout).some((inner) => holds(inner, kind));
}

function within(layout: Layout): readonly Layout[] {
  if (layout.kind === 'struct' || layout.kind === 'union') return layout.members;
  if (layout.kind === 'list' || layout.kind === 'fixedList') return [layout.item];
  return layout.kind === 'dictionary' ? [layout.values] : [];
}

function nested(field: Field, depth: number): Layout {
  if (depth > MAX_DEPTH) throw new ArrowError(t('nested deeper than {0} levels', MAX_DEPTH));
  // A dictionary without a name is one of apache-arrow's own types; its field is the column's.
  const named = { name: field.name ?? '', type: String(field.type), nullable: field.nullable };
  const type = field.type;
  const children = () => (type.children ?? []).map((child: Field) => nested(child, depth + 1));
  const only = (): Layout => {
    const child = (type.children as Field[])[0];
    if (!child) throw new ArrowError(t('a list without a type of its items'));
    return nested(child, depth + 1);
  };
  switch (type.typeId as Type) {
    case Type.Null:
      return { ...named, kind: 'null' };
    case Type.Bool:
      return { ...named, kind: 'bool' };
    case Type.Utf8:
    case Type.LargeUtf8:
      return { ...named, kind: 'bytes', text: true, wide: type.typeId === Type.LargeUtf8 };
    case Type.Binary:
    case Type.LargeBinary:
      return { ...named, kind: 'bytes', text: false, wide: type.typeId === Type.LargeBinary };
    case Type.Utf8View:
    case Type.BinaryView:
      return { ...named, kind: 'view', text: type.typeId === Type.Utf8View };
    case Type.List:
    case Type.LargeList:
    case Type.Map:
      return { ...named, kind: 'list', wide: type.typeId === Type.LargeList, item: only() };
    case Type.FixedSizeList: {
      const size = (type as FixedSizeList).listSize;
      if (size < 0) throw new ArrowError(t('lists of {0} items', size));
      return { ...named, kind: 'fixedList', size, item: only() };
    }
    case Type.Struct:
      return { ...named, kind: 'struct', members: children() };
    case Type.Union: {
      const union = type as unknown as Union;
      const members = children();
      const ids = [...union.typeIds];
      if (ids.length !== members.length) throw new ArrowError(t('a union of {0} types with {1} codes', members.length, ids.length));
      return { ...named, kind: 'union', dense: union.mode === UnionMode.Dense, ids, members };
    }
    case Type.Dictionary: {
      const { id, isOrdered, dictionary, indices } = type as unknown as Dictionary;
      const values = nested(Object.assign(Object.create(field), { type: dictionary, nullable: true }), depth + 1);
      return { ...named, kind: 'dictionary', scalar: scalarOf(indices), id, ordered: isOrdered, values };
    }
    default:
      return { ...named, kind: 'fixed', scalar: scalarOf(type) };
  }
}
