import { type GbnfJsonObjectSchema, LlamaGrammarEvaluationState, type LlamaModel } from "node-llama-cpp";
import { z } from "zod";
import { InvalidInputError } from "../../../domain/errors.ts";
import type { GenerationRequest } from "../../generation.ts";

/** The grammar lets white space follow the JSON without end; four line breaks never stand in it before. */
export const JSON_END = "\n\n\n\n";

const notes = { title: z.string().optional(), description: z.string().optional() };
const size = z.int().min(0).optional();
const primitive = z.enum(["string", "number", "integer", "boolean", "null"]);
const literal = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** The schemas of which the library makes a grammar that keeps to all they say: others it follows in part, silently. */
const supportedSchema: z.ZodType = z.lazy(() =>
  z.union([
    z.strictObject({ ...notes, type: z.literal("string"), minLength: size, maxLength: size }),
    z.strictObject({ ...notes, type: z.union([primitive, z.array(primitive)]) }),
    z.strictObject({ ...notes, type: primitive.optional(), const: literal }),
    z.strictObject({ ...notes, type: primitive.optional(), enum: z.array(literal).min(1) }),
    z.strictObject({
      ...notes,
      type: z.literal("array"),
      items: supportedSchema,
      minItems: size,
      maxItems: size,
    }),
    objectSchema,
  ]),
);
const objectSchema = z.strictObject({
  ...notes,
  $schema: z.string().optional(),
  type: z.literal("object"),
  properties: z.record(z.string(), supportedSchema),
  required: z.array(z.string()).optional(),
  additionalProperties: z.literal(false).optional(),
});

/**
 * What keeps one answer to a JSON schema, token by token.
 *
 * @throws {InvalidInputError} for a schema that no grammar can be made of.
 */
export const startJsonGrammar = async (
  model: LlamaModel,
  schema: NonNullable<GenerationRequest["jsonSchema"]>,
): Promise<LlamaGrammarEvaluationState> => {
  const supported = objectSchema.safeParse(schema);
  if (!supported.success) {
    throw new InvalidInputError(
      `The local model cannot be kept to this JSON schema. Use an object of texts, numbers, lists and objects: ${z.prettifyError(supported.error)}`,
    );
  }
  // The check above allows nothing that the library's own type does not have.
  const grammar = await model.llama.createGrammarForJsonSchema(supported.data as GbnfJsonObjectSchema);
  return new LlamaGrammarEvaluationState({ model, grammar });
};
