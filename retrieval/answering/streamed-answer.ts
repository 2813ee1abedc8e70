import type { TokenUsage } from "../../models/generation.ts";

/** An answer as it leaves the backend, put right on the way: texts, then one end. */
export type StreamedAnswer =
  | { readonly type: "text"; readonly text: string }
  | {
      readonly type: "end";
      /** All texts joined. */
      readonly answer: string;
      readonly finishReason: "stop" | "length" | "unanswerable";
      readonly usage: TokenUsage;
      /** What the answer's words come from where it is not the backend's model. */
      readonly model?: string;
      readonly warnings: readonly string[];
    };
