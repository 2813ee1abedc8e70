import { Validator } from "@seriousme/openapi-schema-validator";
import { expect, test } from "vitest";
import { createOpenApiDocument, operations } from "../../../api/openapi/document.ts";

const document = createOpenApiDocument("1.2.3");

test("the document is valid OpenAPI 3.1", async () => {
  const result = await new Validator().validate(JSON.parse(JSON.stringify(document)));
  expect(result.errors).toBeUndefined();
  expect(result.valid).toBe(true);
});

test("every operation has an id of its own", () => {
  const ids = operations.map((operation) => operation.operationId);
  expect(new Set(ids).size).toBe(ids.length);
});

test("strict inputs refuse unknown fields in the document too", () => {
  expect(document.components?.schemas).toMatchObject({
    GenerateRequest: { type: "object", required: ["prompt"], additionalProperties: false },
  });
});
