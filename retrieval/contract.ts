import type { ScoredChunk } from "../domain/chunks.ts";
import type { Category } from "../domain/documents.ts";
import type { TokenUsage } from "../models/generation.ts";

/** How chunks are found: by meaning, by words, or both with fused ranks. */
export type RetrievalMode = "dense" | "text" | "hybrid";

export interface RetrievalRequest {
  readonly query: string;
  /** Most chunks to return. */
  readonly limit: number;
  readonly mode: RetrievalMode;
  /** Only chunks of this author, by name or id; an unknown author finds nothing and says so in `warnings`. */
  readonly author?: string;
  readonly categories?: readonly Category[];
  /** Only chunks of these documents, by link in any spelling. */
  readonly links?: readonly string[];
}

export interface RetrievalResult {
  /** Best first. */
  readonly results: readonly ScoredChunk[];
  /** How well the best passages match the question, 0 to 1. */
  readonly confidence: number;
  /** Whether `confidence` reaches the measured threshold of `configs/retrieval.yaml`. */
  readonly answerable: boolean;
  /** Milliseconds per step. */
  readonly timings: { readonly embed: number; readonly search: number; readonly rerank: number };
  readonly warnings: readonly string[];
}

export interface Retriever {
  /** @throws {UnavailableError} when a store does not answer; the signal's reason when aborted. */
  retrieve(request: RetrievalRequest, signal: AbortSignal): Promise<RetrievalResult>;
}

/** The prompt templates: an answer to a question, a LinkedIn post, an article. */
export const templateNames = ["answer", "linkedin-post", "article"] as const;
export type TemplateName = (typeof templateNames)[number];

export interface AnswerRequest {
  readonly prompt: string;
  readonly template: TemplateName;
  readonly author?: string;
  readonly links?: readonly string[];
  /** The model that was asked for by its name; absent where any that serves will do. */
  readonly model?: string;
  readonly retrieval: { readonly mode: RetrievalMode; readonly limit: number } | "none";
  readonly generation: { readonly maxTokens: number; readonly temperature: number; readonly seed?: number };
}

/** A chunk that the answer was made from. */
export interface Citation {
  /** Number under which the prompt and the answer refer to it, from 1. */
  readonly number: number;
  readonly chunkId: string;
  readonly documentId: string;
  readonly link: string;
  readonly title: string;
  readonly author: string;
  readonly text: string;
  readonly score: number;
}

/** Milliseconds: `retrieval` in all, `prompt` from its end until the backend is called, `firstToken` and `total` from the request. */
export interface AnswerTimings {
  readonly embed: number;
  readonly search: number;
  readonly rerank: number;
  readonly prompt: number;
  readonly firstToken: number;
  readonly total: number;
}

/**
 * The model that was asked to write an answer, whether or not its words were kept: the id of a model version, or the
 * name of the base model where none serves; `null` where no model was asked.
 */
export type Asked = string | null;

export interface Answer {
  readonly id: string;
  readonly answer: string;
  readonly citations: readonly Citation[];
  /** Where its words come from: `version`, or `extractive` where they are quotes, or `none` where it is a refusal. */
  readonly model: string;
  /** See `Asked`. */
  readonly version: Asked;
  /** Name and version of the template, such as `answer@1`. */
  readonly template: string;
  readonly finishReason: "stop" | "length" | "unanswerable";
  readonly usage: TokenUsage;
  readonly timings: AnswerTimings;
  readonly warnings: readonly string[];
}

export type AnswerEvent =
  | {
      readonly type: "retrieval";
      readonly id: string;
      readonly citations: readonly Citation[];
      readonly confidence: number;
      readonly answerable: boolean;
      readonly version: Asked;
      /** The messages that the backend gets. */
      readonly prompt: readonly { readonly role: string; readonly content: string }[];
      readonly warnings: readonly string[];
    }
  | { readonly type: "token"; readonly text: string }
  | { readonly type: "done"; readonly answer: Answer };

export interface Answerer {
  /**
   * Answers one prompt: exactly one `retrieval` event, `token` events whose texts joined are the answer, and one
   * `done` event. Throws what the retriever and the backend throw. A consumer that stops iterating stops the work.
   */
  answer(request: AnswerRequest, signal: AbortSignal): AsyncIterable<AnswerEvent>;
}
