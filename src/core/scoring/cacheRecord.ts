/**
 * A cached score as bytes: key (16), values (float64 each), CRC-32 of both (4). All records of one model have one
 * size, so a torn or spoilt one costs itself only. Little-endian; a segment is nothing but records.
 */
import { crc32 } from './crc32.js';
import type { ResponseScore } from './scores.js';

/** Bytes of a key: the first half of a sha256. */
export const KEY_BYTES = 16;
const CRC_BYTES = 4;

/** What a model's scores hold: the number of reward members, and the attributes' names in order. */
export interface ScoreShape {
  readonly members: number;
  readonly attributes: readonly string[];
}

/** Bytes of one record. */
export function recordBytes(shape: ScoreShape): number {
  return KEY_BYTES + 8 * (shape.members + 2 * shape.attributes.length) + CRC_BYTES;
}

/** One record; the score must have the shape. */
export function encodeRecord(key: Uint8Array, score: ResponseScore, shape: ScoreShape): Uint8Array {
  const bytes = new Uint8Array(recordBytes(shape));
  const view = new DataView(bytes.buffer);
  bytes.set(key);
  const values = [...score.rewards, ...score.attributes.flatMap((attribute) => [attribute.mean, attribute.sd])];
  values.forEach((value, i) => view.setFloat64(KEY_BYTES + 8 * i, value, true));
  view.setUint32(bytes.length - CRC_BYTES, crc32(bytes.subarray(0, bytes.length - CRC_BYTES)), true);
  return bytes;
}

/** True where the record's checksum fits its bytes. */
export function isWhole(record: Uint8Array): boolean {
  const end = record.length - CRC_BYTES;
  return new DataView(record.buffer, record.byteOffset).getUint32(end, true) === crc32(record.subarray(0, end));
}

/** The score in a whole record: the very numbers that were encoded. */
export function decodeScore(record: Uint8Array, shape: ScoreShape): ResponseScore {
  const view = new DataView(record.buffer, record.byteOffset);
  const value = (i: number) => view.getFloat64(KEY_BYTES + 8 * i, true);
  return {
    rewards: Array.from({ length: shape.members }, (_, member) => value(member)),
    attributes: shape.attributes.map((attribute, i) => ({
      attribute,
      mean: value(shape.members + 2 * i),
      sd: value(shape.members + 2 * i + 1),
    })),
  };
}
