import type { GenerationBackend, GenerationRequest } from "../../../models/generation.ts";

/**
 * Generates JSON and reads it.
 *
 * @returns the value; `undefined` where the text is no JSON, because it was cut off or the backend ignores schemas.
 */
export const generateJson = async (
  backend: GenerationBackend,
  request: GenerationRequest & { readonly jsonSchema: Readonly<Record<string, unknown>> },
  signal: AbortSignal,
): Promise<unknown> => {
  let text = "";
  for await (const event of backend.stream(request, signal)) {
    if (event.type === "text-delta") text += event.text;
  }
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
