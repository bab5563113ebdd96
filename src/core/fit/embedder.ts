import type { ScoreInput } from '../scoring/scores.js';

/** What an encoder makes of one text: the embedding, then what the model itself says of the text. */
export interface Embedding {
  readonly numbers: Float32Array;
  /** How many of the numbers are the embedding's. */
  readonly size: number;
}

/** How embedding is watched and ended. */
export interface EmbedWatch {
  readonly signal?: AbortSignal;
  /** Hears every embedding, once a position in the inputs. */
  readonly onEmbedded: (position: number, embedding: Embedding) => void;
  readonly onProgress: (done: number, total: number) => void;
}

/** What an embedding of many texts came to. */
export interface EmbedSummary {
  /** Tokens read, padding left out. */
  readonly tokens: number;
  readonly failed: readonly { readonly position: number; readonly reason: string }[];
}

/** What embeds texts with a loaded model: a port that `platform/node/scoring` fills. Rejects where the model has no embedding. */
export interface Embedder {
  embed(model: string, inputs: readonly ScoreInput[], watch: EmbedWatch): Promise<EmbedSummary>;
}
