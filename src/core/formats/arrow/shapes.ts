import type { FieldShape, Shape } from './flatbuffer.js';

/** Shapes of the tables in Message.fbs, Schema.fbs and File.fbs of the Arrow format; field numbers are those of the format. */
const text: FieldShape = { kind: 'text' };
const SCALARS: Shape = { name: 'scalars', fields: {} };
const KEY_VALUE: Shape = { name: 'KeyValue', fields: { 0: text, 1: text } };
const METADATA: FieldShape = { kind: 'tables', shape: () => KEY_VALUE };
const TIMESTAMP: Shape = { name: 'Timestamp', fields: { 1: text } };
const UNION: Shape = { name: 'Union', fields: { 1: { kind: 'records', bytes: 4 } } };
const ENCODING: Shape = { name: 'DictionaryEncoding', fields: { 1: { kind: 'table', shape: () => SCALARS } } };

const FIELD: Shape = {
  name: 'Field',
  fields: {
    0: text,
    3: { kind: 'union', by: 2, shapes: { 10: TIMESTAMP, 14: UNION }, otherwise: SCALARS },
    4: { kind: 'table', shape: () => ENCODING },
    5: { kind: 'tables', shape: () => FIELD },
    6: METADATA,
  },
};

const SCHEMA: Shape = { name: 'Schema', fields: { 1: { kind: 'tables', shape: () => FIELD }, 2: METADATA, 3: { kind: 'records', bytes: 8 } } };

const BATCH: Shape = {
  name: 'RecordBatch',
  fields: {
    1: { kind: 'records', bytes: 16 },
    2: { kind: 'records', bytes: 16 },
    3: { kind: 'table', shape: () => SCALARS },
    4: { kind: 'records', bytes: 8 },
  },
};

const DICTIONARY: Shape = { name: 'DictionaryBatch', fields: { 1: { kind: 'table', shape: () => BATCH } } };

/** A message: a schema, a dictionary or a batch of rows. */
export const MESSAGE: Shape = {
  name: 'Message',
  fields: { 2: { kind: 'union', by: 1, shapes: { 1: SCHEMA, 2: DICTIONARY, 3: BATCH }, otherwise: SCALARS }, 4: METADATA },
};

/** Fields of a message and of a schema that are read by number. */
export const MESSAGE_HEADER = 2;
export const SCHEMA_ENDIANNESS = 0;

/** A file's footer; its blocks are records of 24 bytes. */
export const BLOCK_BYTES = 24;
export const FOOTER_SCHEMA = 1;
export const FOOTER_DICTIONARIES = 2;
export const FOOTER_BATCHES = 3;
export const FOOTER: Shape = {
  name: 'Footer',
  fields: {
    [FOOTER_SCHEMA]: { kind: 'table', shape: () => SCHEMA },
    [FOOTER_DICTIONARIES]: { kind: 'records', bytes: BLOCK_BYTES },
    [FOOTER_BATCHES]: { kind: 'records', bytes: BLOCK_BYTES },
    4: METADATA,
  },
};
