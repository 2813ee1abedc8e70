import { type GbnfJsonObjectSchema, LlamaGrammarEvaluationState, type LlamaModel } from "node-llama-cpp";
import { describeError } from "../../../domain/describe-error.ts";
import { InvalidInputError } from "../../../domain/errors.ts";
import type { GenerationRequest } from "../../generation.ts";

/** The grammar lets white space follow the JSON without end; four line breaks never stand in it before. */
export const JSON_END = "\n\n\n\n";

/**
 * What keeps one answer to a JSON schema, token by token.
 *
 * @throws {InvalidInputError} when no grammar can be made of the schema.
 */
export const startJsonGrammar = async (
  model: LlamaModel,
  schema: NonNullable<GenerationRequest["jsonSchema"]>,
): Promise<LlamaGrammarEvaluationState> => {
  try {
    // The library's type lists the keywords it knows; it passes over others and throws on types it doesn't know.
    const grammar = await model.llama.createGrammarForJsonSchema(schema as GbnfJsonObjectSchema);
    return new LlamaGrammarEvaluationState({ model, grammar });
  } catch (error) {
    throw new InvalidInputError(
      `The local model cannot be kept to this JSON schema: ${describeError(error)}. Use a simpler one.`,
      { cause: error },
    );
  }
};
