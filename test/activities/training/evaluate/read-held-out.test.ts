import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readHeldOut } from "../../../../activities/training/evaluate/read-held-out.ts";
import { InvalidInputError } from "../../../../domain/errors.ts";
import { createArtefacts, datasetArtefact, temporaryFolder } from "./fakes.ts";

const { signal } = new AbortController();
const dataset = { id: "ada-instruct-v1", artefact: datasetArtefact };

describe("readHeldOut", () => {
  it("draws so many by the seed, in the order of the file", async () => {
    await using folder = await temporaryFolder();
    const artefacts = await createArtefacts(folder.path, 50);
    const read = (samples: number, seed: number) =>
      readHeldOut(artefacts, dataset, { samples, seed }, signal);
    const drawn = await read(10, 1);
    expect(new Set(drawn.map(({ instruction }) => instruction)).size).toBe(10);
    expect(await read(10, 1)).toEqual(drawn);
    expect(await read(10, 2)).not.toEqual(drawn);
    const places = drawn.map(({ instruction }) => Number(instruction.split(" ")[1]));
    expect(places).toEqual(places.toSorted((left, right) => left - right));
    expect(await read(80, 1)).toHaveLength(50);
  });

  it("refuses a split without samples, and names a wrong line", async () => {
    await using folder = await temporaryFolder();
    const artefacts = await createArtefacts(folder.path, 0);
    const read = () => readHeldOut(artefacts, dataset, { samples: 2, seed: 1 }, signal);
    await expect(read()).rejects.toThrow("ada-instruct-v1 holds no test samples");
    const sample = '{"instruction":"a","answer":"b","documentId":null}';
    for (const wrong of ["{", '{"instruction":"a"}']) {
      await writeFile(join(folder.path, "dataset/data/test.jsonl"), `${sample}\n${wrong}\n`);
      await expect(read()).rejects.toBeInstanceOf(InvalidInputError);
      await expect(read()).rejects.toThrow("Line 2 of data/test.jsonl of dataset ada-instruct-v1");
    }
  });
});
