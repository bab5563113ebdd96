import { Bool, type DataType, Dictionary, Field, Float32, Float64, Int32, Int64, Int8, LargeUtf8, List, Struct, Utf8 } from 'apache-arrow';
import type { Random } from '../../../support/random.js';

/** A kind of column for generated files: its type, random values, the JSON text that stands for one, and how apache-arrow gives it back. */
export interface Kind {
  readonly type: () => DataType;
  value(random: Random): unknown;
  text(value: unknown): string;
  plain(value: unknown): unknown;
}

const WORDS = ['', 'a', 'é ü', '😀', 'line\nbreak', '"quoted" \\', 'x'.repeat(40), '\u2028\u0001'];
const word = (random: Random) => random.pick(WORDS) + random.below(100);
const same = (value: unknown) => value;
const json = (value: unknown) => JSON.stringify(value);
const number = (value: unknown) => {
  const x = value as number;
  if (!Number.isFinite(x)) return String(x);
  if (Object.is(x, -0)) return '-0.0';
  return Number.isInteger(x) && Math.abs(x) < 1e21 ? `${x}.0` : String(x);
};
const float = (random: Random) => random.pick([NaN, Infinity, -Infinity, -0, 1.5, random.below(1000) / 8, -3]);
const list = (item: (value: unknown) => string) => (value: unknown) => `[${(value as unknown[]).map((one) => (one === null ? 'null' : item(one))).join(',')}]`;
const nullable = (random: Random, make: () => unknown) => (random.next() < 0.15 ? null : make());
const several = (random: Random, make: () => unknown) => Array.from({ length: random.below(4) }, () => nullable(random, make));

const STRUCT = () => new Struct([new Field('role', new Utf8(), true), new Field('score', new Int32(), true)]);
const struct = (random: Random) => ({ role: nullable(random, () => word(random)), score: nullable(random, () => random.below(10)) });
const structText = (value: unknown) => {
  const { role, score } = value as { role: string | null; score: number | null };
  return `{"role":${JSON.stringify(role)},"score":${score}}`;
};
const structPlain = (value: unknown) => ({ role: (value as { role: string | null }).role, score: (value as { score: number | null }).score });

export const KINDS: Readonly<Record<string, Kind>> = {
  int64: { type: () => new Int64(), value: (r) => r.pick([9007199254740993n, -(2n ** 63n), BigInt(r.below(7) - 3)]), text: String, plain: same },
  int8: { type: () => new Int8(), value: (r) => r.below(256) - 128, text: String, plain: same },
  float64: { type: () => new Float64(), value: float, text: number, plain: same },
  float32: { type: () => new Float32(), value: float, text: number, plain: same },
  bool: { type: () => new Bool(), value: (r) => r.next() < 0.5, text: String, plain: same },
  utf8: { type: () => new Utf8(), value: word, text: json, plain: same },
  largeUtf8: { type: () => new LargeUtf8(), value: word, text: json, plain: same },
  list: {
    type: () => new List(new Field('item', new Float64(), true)),
    value: (r) => several(r, () => float(r)),
    text: list(number),
    plain: (value) => [...(value as Iterable<unknown>)],
  },
  struct: { type: STRUCT, value: struct, text: structText, plain: structPlain },
  structs: {
    type: () => new List(new Field('item', STRUCT(), true)),
    value: (r) => several(r, () => struct(r)),
    text: list(structText),
    plain: (value) => [...(value as Iterable<unknown>)].map((one) => (one === null ? null : structPlain(one))),
  },
  dictionary: { type: () => new Dictionary(new Utf8(), new Int32()), value: (r) => r.pick(['good', 'bad', 'tie', `new ${r.below(50)}`]), text: json, plain: same },
};

/** A random value of a kind, now and then null. */
export function randomValue(kind: Kind, random: Random): unknown {
  return nullable(random, () => kind.value(random));
}

/** The JSON text of a row, by names and kinds. */
export function rowText(names: readonly string[], kinds: readonly Kind[], row: readonly unknown[]): string {
  return `{${names.map((name, c) => `${JSON.stringify(name)}:${row[c] === null ? 'null' : kinds[c]!.text(row[c])}`).join(',')}}`;
}
