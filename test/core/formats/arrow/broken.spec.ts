import { Builder } from 'flatbuffers';
import { describe, expect, it } from 'vitest';
import { ArrowFile } from '../../../../src/core/formats/arrow/arrowFile.js';
import { ArrowError } from '../../../../src/core/formats/arrow/error.js';
import { EditError } from '../../../../src/core/edits.js';
import { memorySource } from '../../../support/memory.js';
import { Random } from '../../../support/random.js';
import { fixture, messagesOf, opened, slotsOf, written } from './support.js';

const NAMES = ['preference.arrow', 'preference-stream.arrow', 'preference-lz4.arrow', 'preference-zstd.arrow', 'types.arrow', 'types-stream.arrow', 'delta-stream.arrow', 'union.arrow'];

/** Opens, reads and saves whatever it is; anything but a clear error fails. */
async function survives(bytes: Buffer): Promise<'refused' | 'damaged' | 'read'> {
  let file: ArrowFile;
  try {
    file = await ArrowFile.open(memorySource(bytes));
  } catch (error) {
    expect(error).toBeInstanceOf(ArrowError);
    return 'refused';
  }
  const slots = await slotsOf(file);
  for (const { text, problem } of slots) expect(text === null ? problem : text).toBeTruthy();
  const last = slots.findLast(({ text }) => text !== null);
  const changed = new Map(slots.slice(0, 1).map(({ row }) => [row, '']));
  if (last && last.row > 0) changed.set(last.row, last.text!);
  try {
    await written(file, changed);
  } catch (error) {
    expect(error instanceof ArrowError || error instanceof EditError, String((error as Error).stack)).toBe(true);
  }
  return file.damage === null ? 'read' : 'damaged';
}

describe('broken Arrow files', () => {
  it.each([
    ['', 'the file is empty'],
    ['{"a":1}\n{"a":2}\n', 'this is neither an Arrow file nor an Arrow stream'],
    ['PAR1\0\0\0\0PAR1', 'this is neither an Arrow file nor an Arrow stream'],
    ['FEA1\0\0\0\0', 'this is Feather version 1'],
    ['ARROW1', 'the file has neither a whole footer nor a schema'],
    ['ARROW1\0\0ARROW1', 'the file has neither a whole footer nor a schema'],
    ['\0\0\0\0\0\0\0\0', 'this is not Arrow: it does not begin with a schema'],
    ['\xff\xff\xff\xff\xff\xff\xff\x7f', 'its metadata would be 2147483647 bytes long'],
  ])('%j is refused', async (text, reason) => {
    await expect(ArrowFile.open(memorySource(Buffer.from(text, 'latin1')))).rejects.toThrow(reason);
  });

  it('a stream that is cut off opens up to its last whole batch, says why, and is not saved over', async () => {
    const bytes = fixture('preference-stream.arrow');
    const ends = messagesOf(bytes).map((message) => message.bytes.byteOffset - bytes.byteOffset + message.bytes.length);
    const whole = (await opened(bytes)).texts;
    for (let length = ends[0]!; length < ends.at(-1)!; length += 37) {
      const { file, texts } = await opened(bytes.subarray(0, length));
      const batches = ends.filter((end) => end <= length).length - 1;
      expect(texts).toEqual(whole.slice(0, Math.min(23, batches * 10)));
      if (ends.includes(length)) continue;
      expect(file.damage).toMatch(/the file ends/);
      await expect(written(file, new Map())).rejects.toThrow('must not be saved over');
    }
  });

  it('a file that is cut off opens by its messages, in the same way', async () => {
    const bytes = fixture('preference.arrow');
    const ends = messagesOf(bytes).map((message) => message.bytes.byteOffset - bytes.byteOffset + message.bytes.length);
    const { file, texts } = await opened(bytes.subarray(0, ends[2]! + 100));
    expect(texts).toEqual((await opened(bytes)).texts.slice(0, 20));
    expect(file.damage).toMatch(/no whole footer.*the file ends/);
    await expect(written(file, new Map())).rejects.toThrow('must not be saved over');
  });

  it.each(NAMES)('%s with flipped, overwritten and cut bytes: 400 seeds', async (name) => {
    const found = { refused: 0, damaged: 0, read: 0 };
    for (let seed = 1; seed <= 400; seed++) {
      const random = new Random(seed);
      let bytes = Buffer.from(fixture(name));
      for (let i = 1 + random.below(4); i > 0; i--) {
        const at = random.below(bytes.length - 8);
        if (random.next() < 0.5) bytes[at] = random.below(256);
        else bytes.writeInt32LE(random.pick([-1, 0, 1, 0x7fffffff, -0x80000000, random.below(1 << 30), 0x10000]), at & ~3);
      }
      if (random.next() < 0.1) bytes = bytes.subarray(0, random.below(bytes.length));
      found[await survives(bytes)]++;
    }
    expect(found.refused + found.damaged).toBeGreaterThan(20);
    expect(found.read).toBeGreaterThan(20);
  });

  it('every whole number of the metadata as the largest there is', async () => {
    for (const name of ['preference-stream.arrow', 'types.arrow', 'delta-stream.arrow']) {
      const bytes = fixture(name);
      for (let at = 0; at + 8 <= Math.min(bytes.length, 6000); at += 8) {
        const broken = Buffer.from(bytes);
        broken.writeBigInt64LE(2n ** 62n, at);
        await survives(broken);
      }
    }
  });

  it('types that contain themselves do not unfold without end', async () => {
    // Two children that are one table, sixty levels deep: 2^60 fields from a few hundred bytes.
    const builder = new Builder();
    const name = builder.createString('x');
    builder.startObject(0);
    const struct = builder.endObject();
    let field = 0;
    for (let level = 0; level < 60; level++) {
      let children = 0;
      if (level > 0) {
        builder.startVector(4, 2, 4);
        builder.addOffset(field);
        builder.addOffset(field);
        children = builder.endVector();
      }
      builder.startObject(7);
      builder.addFieldOffset(0, name, 0);
      builder.addFieldInt8(2, 13, 0);
      builder.addFieldOffset(3, struct, 0);
      if (children) builder.addFieldOffset(5, children, 0);
      field = builder.endObject();
    }
    builder.startVector(4, 1, 4);
    builder.addOffset(field);
    const fields = builder.endVector();
    builder.startObject(4);
    builder.addFieldOffset(1, fields, 0);
    const schema = builder.endObject();
    builder.startObject(5);
    builder.addFieldInt16(0, 4, 0);
    builder.addFieldInt8(1, 1, 0);
    builder.addFieldOffset(2, schema, 0);
    builder.finish(builder.endObject());
    const metadata = builder.asUint8Array();
    const head = Buffer.alloc(8);
    head.writeInt32LE(-1, 0);
    head.writeInt32LE(metadata.length, 4);
    await expect(ArrowFile.open(memorySource(Buffer.concat([head, metadata])))).rejects.toThrow('refers to more than it holds');
  });
});
