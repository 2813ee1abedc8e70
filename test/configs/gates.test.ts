import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readEvaluationConfig } from "../../configs/gates.ts";
import { SetupError } from "../../domain/errors.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "twin-gates-"));
});
afterAll(() => rm(folder, { recursive: true }));

it("guards loss, groundedness, style, latency and memory", async () => {
  const { gates } = await readEvaluationConfig();
  expect(gates.map(({ metric }) => metric)).toEqual(["loss", "groundedness", "style", "latency", "memory"]);
});

it("names a file that cannot be read", async () => {
  const reading = readEvaluationConfig("/nowhere/gates.yaml");
  await expect(reading).rejects.toBeInstanceOf(SetupError);
  await expect(reading).rejects.toThrow("/nowhere/gates.yaml");
});

it.each([
  ["{name: a, metric: loss, compare: baseline, maxIncrese: 0.02}", /maxIncrese[\s\S]*gates\[0\]/],
  ["{name: a, metric: lost, compare: absolute, max: 2}", /gates\[0\]\.metric/],
  ["{name: a, metric: loss, compare: base, max: 2}", /gates\[0\]\.compare/],
  [
    "{name: a, metric: loss, compare: baseline, maxIncrease: 50 %}",
    /such as "50%"[\s\S]*gates\[0\]\.maxIncrease/,
  ],
  ["{name: a, metric: loss, compare: baseline, maxIncrease: .nan}", /gates\[0\]\.maxIncrease/],
  ["{name: a, metric: loss, compare: absolute}", /needs min or max/],
  ["{name: a, metric: loss, compare: absolute, min: 3, max: 2}", /above the max/],
  ["{name: a, metric: loss, metric: rougeL, compare: absolute, max: 2}", /unique/],
])("refuses the gate %s", async (gate, reason) => {
  const file = join(folder, "gates.yaml");
  await writeFile(
    file,
    `answers: {maxTokens: 160, groundedMaxTokens: 96, passages: 5}\ngates:\n  - ${gate}\n`,
  );
  await expect(readEvaluationConfig(file)).rejects.toThrow(reason);
});
