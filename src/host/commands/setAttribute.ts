import * as vscode from 'vscode';
import { responseLetter } from '../../protocol/responseLetter.js';
import type { AttributeView, RecordView } from '../../protocol/views/record.js';
import { inFront } from './inFront.js';
import type { CommandContext } from './registry.js';

/** Asks for a response, an attribute and a value, and sets it. */
export async function setAttribute({ provider }: CommandContext): Promise<void> {
  const document = inFront(provider);
  const index = document.shown.revealed;
  const record = await document.ask((engine, dataset) => engine.request('record', { dataset, index }));
  const target = await pickAttribute(record);
  if (!target) return;
  const { name: attribute, min, max, label } = target.attribute;
  const steps = Array.from({ length: max - min + 1 }, (_, i) => String(min + i));
  const value = await vscode.window.showQuickPick(
    steps.map((step) => ({ label: step, ...(Number(step) === label && { description: vscode.l10n.t('as it is') }) })),
    { title: vscode.l10n.t('{0} of response {1}', attribute, target.letter), placeHolder: vscode.l10n.t('From {0} to {1}', min, max) },
  );
  if (value) await document.edit(index, { kind: 'set', response: target.response, attribute, value: Number(value.label) });
}

async function pickAttribute(record: RecordView): Promise<{ response: number; letter: string; attribute: AttributeView } | undefined> {
  const items = record.responses.flatMap(({ number, attributes }) =>
    attributes
      .filter(({ editable }) => editable)
      .map((attribute) => {
        const letter = responseLetter(number);
        return { label: `${letter}: ${attribute.name}`, description: described(attribute), response: number, letter, attribute };
      }),
  );
  if (items.length === 0) throw new Error(vscode.l10n.t('this file has no attribute labels to set'));
  return vscode.window.showQuickPick(items, { title: vscode.l10n.t('Record {0}', record.index), placeHolder: vscode.l10n.t('Which attribute?') });
}

function described({ label, predicted }: AttributeView): string {
  const model = predicted?.mean.toFixed(1);
  if (label === null) return model === undefined ? vscode.l10n.t('no label') : vscode.l10n.t('no label, model {0}', model);
  return model === undefined ? vscode.l10n.t('label {0}', label) : vscode.l10n.t('label {0}, model {1}', label, model);
}
