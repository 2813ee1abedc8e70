import { expect, it } from "vitest";
import { readEvaluationConfig } from "../../configs/gates.ts";
import { SetupError } from "../../domain/errors.ts";

it("guards loss, groundedness, style, latency and memory", async () => {
  const { gates } = await readEvaluationConfig();
  expect(gates.map(({ metric }) => metric)).toEqual(["loss", "groundedness", "style", "latency", "memory"]);
});

it("names a file that cannot be read", async () => {
  const reading = readEvaluationConfig("/nowhere/gates.yaml");
  await expect(reading).rejects.toBeInstanceOf(SetupError);
  await expect(reading).rejects.toThrow("/nowhere/gates.yaml");
});
