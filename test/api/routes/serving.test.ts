import { expect, test } from "vitest";
import type { GatewayDependencies } from "../../../api/app.ts";
import { servingResponseSchema } from "../../../api/contract/serving.ts";
import { UnavailableError } from "../../../domain/errors.ts";
import { servingRegistry } from "../../support/serving-registry.ts";
import { startGateway } from "../support/gateway.ts";

const readGeneration = async (overrides: Partial<GatewayDependencies>) => {
  await using gateway = await startGateway({ registry: servingRegistry().registry, ...overrides });
  const response = await fetch(`${gateway.url}/serving`);
  return servingResponseSchema.parse(await response.json()).generation;
};

test("the backend that answers is told with its model", async () => {
  expect(
    await readGeneration({ generationBackend: "tgi", readServedModel: async () => "vendor/m-1" }),
  ).toEqual({ backend: "tgi", model: "vendor/m-1" });
});

test.each([
  ["a server that does not answer", () => Promise.reject(new UnavailableError("TGI does not answer"))],
  ["a model that is being loaded", () => new Promise<string>(() => undefined)],
])("%s leaves the model open, and the rest is told", async (_, readServedModel) => {
  expect(await readGeneration({ generationBackend: "openai", readServedModel })).toEqual({
    backend: "openai",
    model: null,
  });
});
