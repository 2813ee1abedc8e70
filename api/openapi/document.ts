import { OpenAPIRegistry, OpenApiGeneratorV31 } from "@asteasolutions/zod-to-openapi";
import { retrievalEventSchema, tokenEventSchema } from "../contract/generate.ts";
import { chatCompletionChunkSchema, openAiErrorSchema } from "../contract/openai.ts";
import { answerOperations } from "./answer-operations.ts";
import { datasetOperations } from "./dataset-operations.ts";
import { documentOperations } from "./document-operations.ts";
import { insightOperations } from "./insight-operations.ts";
import { operation } from "./operation.ts";
import { runOperations } from "./run-operations.ts";
import { trainingOperations } from "./training-operations.ts";

/** Every operation that `/openapi.json` describes. */
export const operations = [
  ...answerOperations,
  ...documentOperations,
  ...runOperations,
  ...datasetOperations,
  ...trainingOperations,
  ...insightOperations,
];

/** Schemas that no operation refers to: the data of streamed events, and OpenAI's errors. */
const streamed = [retrievalEventSchema, tokenEventSchema, chatCompletionChunkSchema, openAiErrorSchema];

/** Makes the OpenAPI 3.1 document of the gateway from the schemas that its routes check with. */
export const createOpenApiDocument = (version: string) => {
  const registry = new OpenAPIRegistry();
  registry.registerComponent("securitySchemes", "bearer", {
    type: "http",
    scheme: "bearer",
    description: "One of API_KEYS; not asked for where none is set.",
  });
  for (const description of operations) registry.registerPath(operation(description));
  const schemas = streamed.map((schema) => ({ type: "schema" as const, schema }));
  return new OpenApiGeneratorV31([...schemas, ...registry.definitions]).generateDocument({
    openapi: "3.1.0",
    info: {
      title: "LLM Twin",
      version,
      description:
        "Answers, with citations, from what an author has published; and the runs that keep it so.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: "/" }],
  });
};
