import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contentWords } from "../../../../domain/text/content-words.ts";
import { splitSentences } from "../../../../domain/text/split-sentences.ts";
import { coverage } from "../../../../domain/text/word-overlap.ts";
import type { GenerationEvent } from "../../../../models/generation.ts";
import { createGuard } from "../../../../retrieval/answering/grounding/create-guard.ts";
import { streamGrounded } from "../../../../retrieval/answering/grounding/stream-grounded.ts";

const context =
  "Llamas live in the Andes mountains. They eat grass and sleep standing. Cats hunt mice at night. Owls see well in the dark.";
const question = "What do animals do?";
const usage = { promptTokens: 9, completionTokens: 5 };

const read = async (pieces: readonly string[]) => {
  const state = { given: 0, closed: false };
  async function* backend(): AsyncGenerator<GenerationEvent> {
    try {
      for (const text of pieces) {
        state.given += 1;
        yield { type: "text-delta", text };
      }
      yield { type: "end", finishReason: "stop", usage };
    } finally {
      state.closed = true;
    }
  }
  const guard = createGuard({ question, passages: [{ number: 1, title: "", context }], support: 0.6 });
  let streamed = "";
  for await (const event of streamGrounded(backend(), {
    guard,
    isAnswer: (words) => words.size >= 4,
    patience: 96,
  })) {
    if (event.type === "text") streamed += event.text;
    else return { streamed, state, ...event };
  }
  throw new Error("no end");
};

const invented = "Bananas like jazz. ";

describe("streamGrounded", () => {
  it("lets backed sentences through, each with its marker, and keeps lines apart", async () => {
    const answer = await read([
      "Llamas live in the ",
      "Andes mountains [4]. ",
      invented,
      "\n\n- Cats hunt mice at night",
    ]);
    expect(answer.streamed).toBe("Llamas live in the Andes mountains. [1]\n\n- Cats hunt mice at night [1]");
    expect(answer).toMatchObject({ answer: answer.streamed, end: { usage }, pieces: 4 });
  });

  it("stops the backend once it goes on inventing", async () => {
    const answer = await read(["Llamas live in the Andes mountains. ", ...Array<string>(50).fill(invented)]);
    expect(answer.streamed).toBe("Llamas live in the Andes mountains. [1]");
    expect(answer.end).toBeUndefined();
    expect(answer.state.given).toBeLessThan(6);
    expect(answer.pieces).toBe(answer.state.given);
    expect(answer.state.closed).toBe(true);
  });

  it("stops a backend of which nothing can be kept, and shows nothing", async () => {
    const answer = await read(Array<string>(500).fill(invented));
    expect(answer).toMatchObject({ streamed: "", answer: "" });
    expect(answer.state.given).toBeLessThan(150);
  });

  it("shows nothing of an answer that says next to nothing", async () => {
    expect(await read(["Cats hunt. "])).toMatchObject({ streamed: "", answer: "", end: { usage } });
    const { streamed } = await read(["Cats hunt. ", "Llamas live in the Andes mountains."]);
    expect(streamed).toBe("Cats hunt. [1] Llamas live in the Andes mountains. [1]");
  });

  it("shows the same however the answer comes in pieces, and no sentence that the passage does not back", async () => {
    const parts = [
      ...splitSentences(context),
      "Bananas like jazz.",
      "Cats hunt 7 mice at night.",
      "[2]",
      "\n",
      " [1].",
      "1. ",
      "Owls see grass.",
    ];
    const asked = contentWords(question);
    const known = contentWords(context);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...parts), { maxLength: 12 }),
        fc.nat(9),
        async (chosen, size) => {
          const text = chosen.join(" ");
          const pieces = text.match(new RegExp(`[^]{1,${size + 1}}`, "g")) ?? [];
          const { streamed, answer } = await read(pieces);
          expect(streamed).toBe(answer);
          // With few pieces patience never runs out, so that both are read to the same end.
          if (pieces.length < 96) expect(answer).toBe((await read([text])).answer);
          const sentences = answer.split(/ \[1\]\s*/).filter((sentence) => sentence !== "");
          for (const sentence of sentences) {
            const own = new Set([...contentWords(sentence)].filter((word) => !asked.has(word)));
            expect(own.size === 0 || coverage(own, known) >= 0.6).toBe(true);
            expect(sentence).not.toMatch(/7|Bananas|\[/);
          }
          expect(new Set(sentences).size).toBe(sentences.length);
        },
      ),
    );
  });
});
