import { describe, expect, it } from "vitest";
import { InvalidInputError } from "../../../../domain/errors.ts";
import { createExtractiveBackend } from "../../../../models/generation/extractive/create-extractive-backend.ts";
import type { GenerationRequest } from "../../../../models/generation.ts";

const request: GenerationRequest = {
  messages: [{ role: "user", content: "How much memory does QLoRA save?" }],
  maxTokens: 100,
  temperature: 0,
  grounding: {
    question: "How much memory does QLoRA save?",
    passages: [
      { number: 1, text: "Cats sleep for most of the day. They hunt at night in the garden." },
      { number: 2, text: "Fine-tuning is costly. QLoRA saves about 33% of the memory at 39% more time." },
    ],
  },
};
const backend = createExtractiveBackend({ reason: "no model" });

const read = async (what: GenerationRequest): Promise<string> => {
  let text = "";
  for await (const event of backend.stream(what, new AbortController().signal)) {
    if (event.type === "text-delta") text += event.text;
    else expect(event.finishReason).toBe("stop");
  }
  return text;
};

describe("createExtractiveBackend", () => {
  it("quotes the sentences nearest to the question with their numbers, word for word", async () => {
    expect(await read(request)).toContain("QLoRA saves about 33% of the memory at 39% more time. [2]");
  });

  it("labels itself and says why it stands in", async () => {
    expect(await backend.describe()).toMatchObject({
      model: "extractive",
      warning: expect.stringMatching(/no model/),
    });
  });

  it("refuses a JSON schema, and says how to get a model", async () => {
    const failure = read({ ...request, jsonSchema: { type: "object" } });
    await expect(failure).rejects.toBeInstanceOf(InvalidInputError);
    await expect(failure).rejects.toThrow(/no model.*GENERATION_BACKEND/);
  });

  it("refuses a prompt without passages instead of inventing", async () => {
    const { grounding: _, ...bare } = request;
    await expect(read(bare)).rejects.toBeInstanceOf(InvalidInputError);
  });
});
