/** Elements in the places of a sentence: languages put them in different orders. */
import type { TemplateResult } from 'lit';

/** The pieces of a translated sentence whose places {0}, {1}, … hold elements; a place without an element stays as it is. `placed(t('Preview of {0}'), html`…`)`. */
export function placed(sentence: string, ...elements: readonly (TemplateResult | string)[]): (TemplateResult | string)[] {
  return sentence.split(/\{(\d+)\}/).map((piece, i) => (i % 2 === 0 ? piece : (elements[Number(piece)] ?? `{${piece}}`)));
}
