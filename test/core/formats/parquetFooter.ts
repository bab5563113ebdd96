import { readFooter } from '../../../src/core/formats/parquet/footer.js';
import type { ThriftStruct } from '../../../src/core/formats/parquet/thrift.js';
import { writeStruct } from '../../../src/core/formats/parquet/thriftWrite.js';
import { memorySource } from '../../support/memory.js';

/** The file with another footer. */
export async function withFooter(bytes: Buffer, change: (metadata: ThriftStruct) => ThriftStruct): Promise<Buffer> {
  const { metadata, start } = await readFooter(memorySource(bytes));
  const footer = writeStruct(change(metadata));
  const tail = Buffer.alloc(8);
  tail.writeUInt32LE(footer.length);
  tail.write('PAR1', 4);
  return Buffer.concat([bytes.subarray(0, start), footer, tail]);
}
