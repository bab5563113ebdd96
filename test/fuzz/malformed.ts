/** Malformed data files, the same for the same seed: real ones that were cut, mixed up or rewritten, and some that were hostile from the start. */
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Random } from '../support/random.js';

/** A file to be written: its name's ending, and its bytes. */
export interface Malformed {
  readonly ending: string;
  readonly bytes: Buffer;
}

const FIXTURES = join(import.meta.dirname ?? __dirname, '../fixtures');
const ENDINGS = ['.jsonl', '.json', '.csv', '.tsv', '.parquet', '.arrow', '.jsonl.gz', '.csv.gz', '.json.zst', '.ndjson'];

/** Fixture files of every format, to start from. */
export function originals(folders = ['schemas', 'parquet', 'arrow']): Malformed[] {
  return folders.flatMap((folder) =>
    readdirSync(join(FIXTURES, folder))
      .filter((name) => /\.(jsonl|parquet|arrow|arrows)$/.test(name))
      .map((name) => ({ ending: extname(name), bytes: readFileSync(join(FIXTURES, folder, name)) })),
  );
}

/** The `seed`-th malformed file. */
export function malformed(seed: number, from: readonly Malformed[]): Malformed {
  const random = new Random(seed);
  if (random.next() < 0.12) return hostile(random);
  const { ending, bytes } = reshaped(random, random.pick(from));
  let now = bytes;
  for (let steps = 1 + random.below(4); steps > 0; steps--) now = mutated(random, now);
  if (random.next() < 0.15) return { ending: `${ending}.gz`, bytes: random.next() < 0.5 ? mutated(random, gzipSync(now)) : gzipSync(now) };
  return { ending: random.next() < 0.06 ? random.pick(ENDINGS) : ending, bytes: now };
}

/** JSON Lines also as an array and as CSV, so that these are met too. */
function reshaped(random: Random, file: Malformed): Malformed {
  if (file.ending !== '.jsonl') return file;
  const lines = file.bytes.toString().split('\n').filter((line) => line.trim() !== '');
  switch (random.below(4)) {
    case 0:
      return { ending: '.json', bytes: Buffer.from(`[\n  ${lines.join(',\n  ')}\n]\n`) };
    case 1:
      return { ending: random.pick(['.csv', '.tsv']), bytes: Buffer.from(asTable(lines, random.pick([',', '\t', ';']))) };
    default:
      return file;
  }
}

function asTable(lines: readonly string[], delimiter: string): string {
  const rows = lines.flatMap((line): Record<string, unknown>[] => {
    try {
      const row: unknown = JSON.parse(line.replace(/\b(NaN|-?Infinity)\b/g, 'null'));
      return row !== null && typeof row === 'object' ? [row as Record<string, unknown>] : [];
    } catch {
      return [];
    }
  });
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cell = (value: unknown) => `"${(typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).replaceAll('"', '""')}"`;
  return [columns.map(cell), ...rows.map((row) => columns.map((column) => cell(row[column])))].map((cells) => cells.join(delimiter)).join('\r\n');
}

function mutated(random: Random, bytes: Buffer): Buffer {
  const at = random.below(bytes.length + 1);
  const length = random.below(Math.min(400, bytes.length - at + 1));
  const piece = bytes.subarray(at, at + length);
  switch (random.below(9)) {
    case 0:
      return bytes.subarray(0, at);
    case 1:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]);
    case 2:
      return Buffer.concat([bytes.subarray(0, at), piece, piece, bytes.subarray(at + length)]);
    case 3: {
      const flipped = Buffer.from(bytes);
      for (let flips = 1 + random.below(8); flips > 0 && flipped.length > 0; flips--) flipped[random.below(flipped.length)]! ^= 1 << random.below(8);
      return flipped;
    }
    case 4: {
      const noise = Buffer.from(Array.from({ length: random.below(40) }, () => random.below(256)));
      return Buffer.concat([bytes.subarray(0, at), noise, bytes.subarray(at)]);
    }
    case 5:
      return Buffer.concat([bytes.subarray(0, at), Buffer.from(random.pick(WORDS)), bytes.subarray(at)]);
    case 6:
      return Buffer.from(bytes.toString('latin1').replace(/-?\d+(\.\d+)?/g, (number) => (random.next() < 0.2 ? random.pick(NUMBERS) : number)), 'latin1');
    case 7: {
      // The last bytes of binary formats say where everything is.
      const end = Buffer.from(bytes);
      for (let i = 0; i < 4 && end.length > 12; i++) end[end.length - 1 - random.below(12)] = random.below(256);
      return end;
    }
    default:
      return Buffer.from(bytes.toString('latin1').replace(/"([a-z_]+)":/g, (key) => (random.next() < 0.1 ? random.pick(['"__proto__":', '"":', '"constructor":']) : key)), 'latin1');
  }
}

const WORDS = ['\n', '\r', '"', '""', '{', '}', '[', ']', ',', '\\', '\\u0000', '\ud800', 'null', 'NaN', '\0', '\ufeff', '\u2028', ',,,,', '[[[[[[[[', '{"a":'];
const NUMBERS = ['1e999', '-0', 'NaN', '99999999999999999999', '1.5', '-1', '"3"', 'null', 'true'];

function hostile(random: Random): Malformed {
  const many = 1 + random.below(200_000);
  switch (random.below(12)) {
    case 0:
      return { ending: random.pick(ENDINGS), bytes: Buffer.alloc(0) };
    case 1:
      return { ending: random.pick(['.jsonl', '.json']), bytes: Buffer.from('['.repeat(many)) };
    case 2:
      return { ending: random.pick(['.jsonl', '.json']), bytes: Buffer.from(`${'{"a":'.repeat(many / 4)}1${'}'.repeat(many / 4)}`) };
    case 3:
      return { ending: random.pick(['.csv', '.tsv', '.csv.gz']), bytes: Buffer.from(`${Array.from({ length: random.below(12_000) }, (_, i) => `c${i}`).join(',')}\n1,2\n`) };
    case 4:
      return { ending: random.pick(ENDINGS), bytes: Buffer.alloc(random.below(100_000), random.below(256)) };
    case 5:
      return { ending: '.jsonl.gz', bytes: gzipSync(Buffer.alloc(random.below(30_000_000), random.pick([0, 32, 10, 91]))) };
    case 6:
      return { ending: random.pick(ENDINGS), bytes: Buffer.from(Array.from({ length: random.below(3000) }, () => random.below(256))) };
    case 7:
      return { ending: random.pick(['.jsonl', '.csv', '.json']), bytes: Buffer.from(`{"prompt":"p","chosen":"${'x'.repeat(many * 10)}`) };
    case 8:
      return { ending: random.pick(['.parquet', '.arrow']), bytes: Buffer.concat([Buffer.from(random.pick(['PAR1', 'ARROW1\0\0', '\xff\xff\xff\xff'])), Buffer.from(Array.from({ length: random.below(300) }, () => random.below(256))), Buffer.from('PAR1')]) };
    case 9:
      return { ending: random.pick(['.csv', '.tsv']), bytes: Buffer.from('a,b\n"'.concat('x,"\n'.repeat(many / 10))) };
    case 10:
      return { ending: '.jsonl', bytes: Buffer.from(`${'null\n'.repeat(many / 5)}${'{}\n'.repeat(many / 5)}`) };
    default:
      return { ending: random.pick(['.jsonl', '.csv']), bytes: Buffer.from(`\ufeff${JSON.stringify({ prompt: 'p', chosen: 'a', rejected: 'b' })}\n`, 'utf16le') };
  }
}
