import { t } from '@vscode/l10n';
import { EditError } from '../../edits.js';
import type { JsonNode } from '../json/tokens.js';
import type { Leaf } from './schemaTree.js';

/** A JSON value as the physical bytes of a leaf. Throws `EditError` where the leaf cannot hold it without loss. */
export function scalarBytes(text: string, node: JsonNode, leaf: Leaf): Uint8Array {
  const raw = text.slice(node.start, node.end);
  const { meaning, physical, width } = leaf.type;
  const refuse = (takes: string): never => {
    throw new EditError(t('the column {0} holds {1}; {2} is none', leaf.path.join('.'), takes, raw.length > 60 ? `${raw.slice(0, 60)}…` : raw));
  };
  switch (meaning.kind) {
    case 'boolean':
      if (raw !== 'true' && raw !== 'false') refuse(t('true or false'));
      return Uint8Array.of(raw === 'true' ? 1 : 0);
    case 'text': {
      if (node.kind !== 'string') refuse('texts');
      const value = JSON.parse(raw) as string;
      if (LONE_SURROGATE.test(value)) throw new EditError(t('the column {0} holds UTF-8, which has no place for half of a surrogate pair', leaf.path.join('.')));
      return new TextEncoder().encode(value);
    }
    case 'integer': {
      const low = meaning.signed ? -(1n << BigInt(meaning.bits - 1)) : 0n;
      const high = meaning.signed ? -low - 1n : (1n << BigInt(meaning.bits)) - 1n;
      const value = node.kind === 'number' ? wholeNumber(raw) : null;
      if (value === null || value < low || value > high) return refuse(t('whole numbers from {0} to {1}', String(low), String(high)));
      const bytes = new Uint8Array(width);
      const view = new DataView(bytes.buffer);
      if (physical === 'INT32') view.setInt32(0, Number(BigInt.asIntN(32, value)), true);
      else view.setBigInt64(0, BigInt.asIntN(64, value), true);
      return bytes;
    }
    case 'float':
    case 'double': {
      const value = meaning.kind === 'float' ? Math.fround(Number(raw)) : Number(raw);
      if (node.kind !== 'number' || (!Number.isFinite(value) && /\d/.test(raw))) refuse(t('numbers of {0} bits', width * 8));
      const bytes = new Uint8Array(width);
      const view = new DataView(bytes.buffer);
      if (meaning.kind === 'float') view.setFloat32(0, value, true);
      else view.setFloat64(0, value, true);
      return bytes;
    }
    case 'shown':
      throw new EditError(t('the column {0} holds {1} values, which are shown but cannot be edited', leaf.path.join('.'), meaning.name));
  }
}

const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** A number without a fraction, with all its digits; null where it has one. */
function wholeNumber(raw: string): bigint | null {
  if (/^-?\d{1,40}$/.test(raw)) return BigInt(raw);
  const value = Number(raw);
  return Number.isSafeInteger(value) ? BigInt(value) : null;
}
