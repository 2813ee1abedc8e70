/** One message of a conversation. */
export interface ChatMessage {
  readonly role: "system" | "user" | "assistant";
  readonly content: string;
}

export interface GenerationRequest {
  readonly messages: readonly ChatMessage[];
  /** Most tokens to generate. */
  readonly maxTokens: number;
  /** 0 is greedy. */
  readonly temperature: number;
  /** Nucleus sampling mass, in (0, 1]; 1 is off. */
  readonly topP?: number;
  readonly seed?: number;
  /** Generation stops before any of these strings. */
  readonly stop?: readonly string[];
  /** JSON Schema (draft 2020-12) that the text must follow; a backend that cannot make it so throws `InvalidInputError`. */
  readonly jsonSchema?: Readonly<Record<string, unknown>>;
  /** What the messages were made from, for a backend that quotes instead of generating. */
  readonly grounding?: Grounding;
}

/** A question and the numbered passages that may answer it, best first. */
export interface Grounding {
  readonly question: string;
  readonly passages: readonly { readonly number: number; readonly text: string }[];
}

export interface TokenUsage {
  readonly promptTokens: number;
  readonly completionTokens: number;
}

export type GenerationEvent =
  | { readonly type: "text-delta"; readonly text: string }
  | { readonly type: "end"; readonly finishReason: "stop" | "length"; readonly usage: TokenUsage };

export interface BackendDescription {
  /** What answered, for `model` in answers: a catalogue name or the server's model id. */
  readonly model: string;
  /** Prompt and completion together, in tokens. */
  readonly contextTokens: number;
  /** What readers of its answers must know, such as that nothing is generated, and why. */
  readonly warning?: string;
}

/**
 * A server or library that generates text. A stream always ends with exactly one `end` event or throws: a
 * `UnavailableError` when the backend is overloaded, gone, or broke off; an `InvalidInputError` when it refuses the
 * request (a prompt that is too long, say); the signal's reason when aborted. A consumer that stops iterating stops
 * the generation.
 */
export interface GenerationBackend extends AsyncDisposable {
  describe(): Promise<BackendDescription>;
  /** Tokens of a conversation with the model's own chat template, where the backend can tell; else an upper estimate. */
  countTokens(messages: readonly ChatMessage[]): Promise<number>;
  stream(request: GenerationRequest, signal: AbortSignal): AsyncIterable<GenerationEvent>;
  /**
   * Token ids of a conversation with the chat template that serves, up to where the answer starts; absent where the
   * backend cannot tell.
   */
  encode?(messages: readonly ChatMessage[]): Promise<readonly number[]>;
  /** Resolves when the backend can generate; throws `UnavailableError` otherwise. */
  ready(): Promise<void>;
}
