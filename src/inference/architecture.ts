/** Which models of the Hugging Face layout can be scored with, and how they read text. */

/** An encoder reads prompt and response as a pair of texts; a decoder reads one conversation. */
export type Architecture = 'encoder' | 'decoder';

const ENCODERS = new Set([
  'albert', 'bert', 'big_bird', 'camembert', 'convbert', 'deberta', 'deberta-v2', 'distilbert', 'electra', 'ernie', 'esm', 'eurobert', 'flaubert', 'funnel',
  'layoutlm', 'longformer', 'luke', 'megatron-bert', 'mobilebert', 'modernbert', 'mpnet', 'nezha', 'nystromformer', 'rembert', 'roberta',
  'roberta-prelayernorm', 'roformer', 'squeezebert', 'xlm', 'xlm-roberta', 'xlm-roberta-xl', 'xmod',
]);

const DECODERS = new Set([
  'arcee', 'bloom', 'codegen', 'cohere', 'cohere2', 'ctrl', 'deepseek_v2', 'deepseek_v3', 'ernie4_5', 'exaone4', 'falcon', 'gemma', 'gemma2', 'gemma3', 'gemma3_text', 'glm', 'glm4',
  'gpt2', 'gpt_bigcode', 'gpt_neo', 'gpt_neox', 'gpt_oss', 'gptj', 'granite', 'helium', 'internlm2', 'internlm3', 'llama', 'minicpm', 'ministral', 'mistral', 'mixtral', 'mpt',
  'nemotron', 'olmo', 'olmo2', 'olmo3', 'opt', 'persimmon', 'phi', 'phi3', 'qwen2', 'qwen2_moe', 'qwen3', 'qwen3_moe', 'seed_oss', 'smollm3', 'stablelm',
  'starcoder2',
]);

/** Encoders whose positions begin after the id of the padding token. */
const SHIFTED = new Set(['camembert', 'longformer', 'mpnet', 'roberta', 'roberta-prelayernorm', 'xlm-roberta', 'xlm-roberta-xl', 'xmod']);

/** Heads that give numbers for a whole text; a model without a name for its head is judged by its graph. */
const SCORING_HEAD = /ForSequenceClassification$|Reward|Scorer|Classifier|Regress|Score/i;
const OTHER_HEAD = /For[A-Z]\w*$|LMHeadModel$/;

/**
 * The kind of a model from its `config.json`; a type that is not known here is taken for a decoder where it has a chat
 * template. Throws where the model cannot give scores, with the reason.
 */
export function architectureOf(config: Readonly<Record<string, unknown>>, hasChatTemplate: boolean): Architecture {
  const type = typeof config['model_type'] === 'string' ? config['model_type'] : '';
  const names: unknown = config['architectures'];
  const heads = Array.isArray(names) ? names.filter((name): name is string => typeof name === 'string') : [];
  if (config['is_encoder_decoder'] === true) {
    throw new Error(`config.json: ${heads[0] ?? type} is an encoder-decoder, which is not supported; encoders and decoders with a sequence classification head are`);
  }
  const wrong = heads.find((name) => OTHER_HEAD.test(name));
  if (wrong !== undefined && !heads.some((name) => SCORING_HEAD.test(name))) {
    throw new Error(`config.json: ${wrong} does not score whole texts; a model exported as ${type || 'a'} …ForSequenceClassification does (Optimum's task text-classification)`);
  }
  if (ENCODERS.has(type)) return 'encoder';
  if (DECODERS.has(type)) return 'decoder';
  return hasChatTemplate ? 'decoder' : 'encoder';
}

/** Tokens that the model has positions for; null where its config names no limit. */
export function positionsOf(config: Readonly<Record<string, unknown>>, padId: number): number | null {
  const count = [config['max_position_embeddings'], config['n_positions'], config['max_seq_len']].find((value) => typeof value === 'number' && value > 0);
  if (typeof count !== 'number') return null;
  return SHIFTED.has(String(config['model_type'])) ? count - padId - 1 : count;
}
