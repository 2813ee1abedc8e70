import { setTimeout as sleep } from "node:timers/promises";
import type { GenerationBackend } from "../../models/generation.ts";

export interface Script {
  /** What `describe` tells; every answer begins with it. */
  readonly model: string;
  readonly words?: number;
  /** Said in place of its name and numbers. */
  readonly says?: string;
  readonly msPerWord?: number;
  /** Thrown after the first word. */
  readonly fails?: Error;
  readonly onDispose?: () => void;
}

/** A backend that says `{model} 1 2 3 …`, one word after the other, and refuses to go on once it is closed. */
export const scriptedBackend = (
  script: Script,
): GenerationBackend & { change(to: Partial<Script>): void } => {
  let current = script;
  let closed = false;
  return {
    change: (to) => {
      current = { ...current, ...to };
    },
    describe: async () => ({ model: script.model, contextTokens: 4_096 }),
    countTokens: async () => 10,
    encode: async () => [1, 2, 3],
    ready: async () => undefined,
    stream: async function* (_request, signal) {
      const { words = 8, msPerWord = 2, fails, says } = current;
      for (let word = 0; word < words; word += 1) {
        await sleep(msPerWord, undefined, { signal });
        if (closed) throw new Error(`${script.model} was closed in the middle of an answer`);
        yield { type: "text-delta", text: word === 0 ? (says ?? script.model) : ` ${word}` };
        if (fails) throw fails;
        if (says !== undefined) break;
      }
      yield { type: "end", finishReason: "stop", usage: { promptTokens: 10, completionTokens: words } };
    },
    [Symbol.asyncDispose]: async () => {
      closed = true;
      script.onDispose?.();
    },
  };
};
