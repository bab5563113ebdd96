/** Texts to token ids. */
import { Tokenizer } from '@huggingface/tokenizers';
import { promptText } from '../core/scoring/promptText.js';
import type { ScoreInput } from '../core/scoring/scores.js';
import { chatTemplate } from './chatTemplate.js';
import { renderConversation } from './conversation.js';
import { withinLength } from './conversationIds.js';
import { encodeEnds } from './ends.js';
import { frameOf } from './frame.js';
import type { ModelFolder } from './modelFolder.js';
import type { ModelRules } from './modelRules.js';
import { rememberingHead } from './sharedHead.js';
import { conversationText, responseText } from './template.js';
import { cut, share } from './truncation.js';

/** One input as a model reads it; `types` are the segment ids. */
export interface Encoded {
  readonly ids: readonly number[];
  readonly types: readonly number[];
}

/** A function from inputs to token ids, cut to the model's length. Throws where the tokenizer or the chat template cannot be used. */
export function inputEncoder(model: Pick<ModelFolder, 'tokenizer' | 'tokenizerConfig' | 'rules'>): (input: ScoreInput) => Encoded {
  const tokenizer = open(model);
  switch (model.rules.form) {
    case 'pair':
      return pairEncoder(tokenizer, model.rules);
    case 'chat':
      return chatEncoder(tokenizer, model);
    case 'text':
      return textEncoder(tokenizer, model.rules);
  }
}

function open({ tokenizer, tokenizerConfig }: Pick<ModelFolder, 'tokenizer' | 'tokenizerConfig'>): Tokenizer {
  try {
    return new Tokenizer(tokenizer, tokenizerConfig);
  } catch (error) {
    throw new Error(`tokenizer.json cannot be used here: ${(error as Error).message}`);
  }
}

/** Prompt and response as two texts, as the tokenizer puts pairs together; it remembers the last prompt only. */
function pairEncoder(tokenizer: Tokenizer, { template, maxLength, promptFloor, oneSegment }: ModelRules): (input: ScoreInput) => Encoded {
  const frame = frameOf(tokenizer);
  const room = maxLength - frame.before.length - frame.between.length - frame.after.length;
  const encode = (text: string) => tokenizer.encode(text, { add_special_tokens: false }).ids;
  const secondSegment = oneSegment ? 0 : frame.second;
  let last = { text: '', ids: encode('') };
  return (input) => {
    const text = promptText(input.prompt, template);
    // The responses of a record follow one another and share their prompt.
    if (text !== last.text) last = { text, ids: encodeEnds(text, room, encode) };
    const response = encodeEnds(responseText(input.response), room, encode);
    const kept = share(last.ids.length, response.length, room, promptFloor);
    const first = [...frame.before, ...cut(last.ids, kept.prompt), ...frame.between];
    const second = [...cut(response, kept.response), ...frame.after];
    return {
      ids: [...first, ...second],
      types: [...first.map(() => 0), ...second.map(() => secondSegment)],
    };
  };
}

/** The conversation in the model's template, which brings its own special tokens: none is put before them. */
function chatEncoder(opened: Tokenizer, { tokenizer, rules }: Pick<ModelFolder, 'tokenizer' | 'rules'>): (input: ScoreInput) => Encoded {
  const render = chatTemplate(rules.chat!.source, rules.chat!.tokens);
  const encode = (text: string) => opened.encode(text, { add_special_tokens: false }).ids;
  const remembering = rememberingHead(tokenizer, encode);
  return (input) => {
    const text = renderConversation(input, render);
    // The responses of a record follow one another and share their prompt.
    const whole = (each: string) => remembering(each, each.lastIndexOf(input.response.trim()));
    return plain(withinLength(text, input.response, rules, whole, encode));
  };
}

/** A conversation without a template: the tokenizer's special tokens around one text. */
function textEncoder(tokenizer: Tokenizer, rules: ModelRules): (input: ScoreInput) => Encoded {
  const bare = (text: string) => tokenizer.encode(text, { add_special_tokens: false }).ids;
  const whole = (text: string) => tokenizer.encode(text).ids;
  return (input) => plain(withinLength(conversationText(input, rules.template), responseText(input.response), rules, whole, bare));
}

function plain(ids: readonly number[]): Encoded {
  return { ids, types: ids.map(() => 0) };
}
