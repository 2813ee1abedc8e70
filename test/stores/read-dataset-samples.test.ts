import { describe, expect, it } from "vitest";
import { ChecksumError, InvalidInputError } from "../../domain/errors.ts";
import type { ArtefactStore } from "../../stores/artefact-store.ts";
import { readDatasetSamples } from "../../stores/read-dataset-samples.ts";
import { strictFake } from "../support/strict-fake.ts";

const samples = Array.from({ length: 5 }, (_, index) => ({
  instruction: `Question ${index}, ção 🎉?`,
  answer: `Answer ${index}`,
  documentId: null,
}));
const version: Parameters<typeof readDatasetSamples>[1] = {
  id: "ada-instruct-v1",
  kind: "instruct",
  artefact: { id: "a".repeat(64), kind: "dataset", files: [] },
};
const { signal } = new AbortController();

/** An artefact store that gives a file in pieces of three bytes. */
const storeOf = (content: string) =>
  strictFake<ArtefactStore>("artefacts", {
    read: async function* (artefact, path) {
      expect([artefact, path]).toEqual([version.artefact, "data/test.jsonl"]);
      const bytes = Buffer.from(content);
      for (let start = 0; start < bytes.length; start += 3) yield bytes.subarray(start, start + 3);
    },
  });
const store = storeOf(samples.map((sample) => `${JSON.stringify(sample)}\n`).join(""));

describe("readDatasetSamples", () => {
  it.each([1, 2, 5, 100])("reads all samples in their order, %d a page", async (limit) => {
    const read: unknown[] = [];
    let after: string | undefined;
    do {
      const page = await readDatasetSamples(
        store,
        version,
        { split: "test", limit, ...(after && { after }) },
        signal,
      );
      expect(page.items.length).toBeLessThanOrEqual(limit);
      read.push(...page.items);
      after = page.next;
    } while (after);
    expect(read).toEqual(samples);
  });

  it("refuses a place that no page ends at, and a line that is no sample", async () => {
    const page = { split: "test", limit: 1 } as const;
    const wrong = readDatasetSamples(store, version, { ...page, after: "-1" }, signal);
    await expect(wrong).rejects.toBeInstanceOf(InvalidInputError);
    const broken = readDatasetSamples(storeOf('{"instruction": 1}\n'), version, page, signal);
    await expect(broken).rejects.toBeInstanceOf(ChecksumError);
    await expect(broken).rejects.toThrow(/Line 1 of the dataset ada-instruct-v1/);
  });
});
