import { t } from '@vscode/l10n';
import { EditError, type CellPatch, type CellPath } from '../../edits.js';
import { numberText } from '../numberText.js';
import { tokenize, type JsonNode } from './tokens.js';

interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Writes patches into one row's JSON text; every character outside the patched values stays. Throws `EditError`. */
export function patchJson(text: string, patches: readonly CellPatch[]): string {
  const root = tokenize(text);
  const replacements = patches.flatMap((patch) => replacementsOf(text, root, patch));
  replacements.sort((a, b) => b.start - a.start);
  return replacements.reduce((done, { start, end, text: value }) => done.slice(0, start) + value + done.slice(end), text);
}

function replacementsOf(text: string, root: JsonNode, patch: CellPatch): Replacement[] {
  switch (patch.kind) {
    case 'set': {
      const node = find(root, patch.path);
      const isNumber = node.kind === 'number' && typeof patch.value === 'number' && Number.isFinite(patch.value);
      return [{ ...span(node), text: isNumber ? numberText(patch.value as number, text.slice(node.start, node.end)) : JSON.stringify(patch.value) }];
    }
    case 'swap': {
      const a = find(root, patch.a);
      const b = find(root, patch.b);
      return [
        { ...span(a), text: text.slice(b.start, b.end) },
        { ...span(b), text: text.slice(a.start, a.end) },
      ];
    }
    case 'negate': {
      const node = find(root, patch.path);
      if (node.kind !== 'number') throw new EditError(t('{0} is not a number', patch.path.join('.')));
      const raw = text.slice(node.start, node.end);
      return [{ ...span(node), text: raw.startsWith('-') ? raw.slice(1) : /^(?:NaN|0(?:\.0*)?)$/.test(raw) ? raw : `-${raw}` }];
    }
    case 'append': {
      const node = find(root, patch.path);
      if (!node.items) throw new EditError(t('{0} is not a list', patch.path.join('.')));
      const [first, second] = node.items;
      // The file's own separator, so that a pretty-printed list stays so.
      const separator = first && second ? text.slice(first.end, second.start) : ', ';
      const at = node.items.at(-1)?.end ?? node.start + 1;
      return [{ start: at, end: at, text: (first ? separator : '') + JSON.stringify(patch.value) }];
    }
  }
}

function span(node: JsonNode): { start: number; end: number } {
  return { start: node.start, end: node.end };
}

function find(root: JsonNode, path: CellPath): JsonNode {
  let node: JsonNode | undefined = root;
  for (const step of path) {
    // Of duplicate keys the last counts, as in every JSON parser that the training stacks use.
    node = typeof step === 'number' ? node?.items?.[step] : node?.members?.findLast((member) => member.key === step)?.node;
  }
  if (!node) throw new EditError(t('the row has no {0}', path.join('.')));
  return node;
}
