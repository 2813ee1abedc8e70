import type { GenerationEvent } from "../../../models/generation.ts";

/** The whole text of a generation. */
export const collectText = async (events: AsyncIterable<GenerationEvent>): Promise<string> => {
  let text = "";
  for await (const event of events) if (event.type === "text-delta") text += event.text;
  return text;
};
