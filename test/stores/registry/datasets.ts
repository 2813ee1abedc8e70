import { expect, it } from "vitest";
import { InvalidInputError } from "../../../domain/errors.ts";
import type { RegistryContext } from "../registry-contract.ts";
import { datasetDraft, readAll } from "./fixtures.ts";

export const describeDatasets = ({ registry, another, lacks, freshName }: RegistryContext): void => {
  it("numbers the datasets of a name and reads them back as they were", async () => {
    const author = freshName();
    const draft = datasetDraft(author);
    const { version, created } = await registry().registerDataset(draft);
    expect(created).toBe(true);
    expect(version).toEqual({
      ...draft,
      id: `${author}-instruct-v1`,
      version: 1,
      createdAt: expect.stringMatching(/^\d{4}-.*Z$/),
    });
    const second = await registry().registerDataset(datasetDraft(author, { key: `${author}-2` }));
    expect(second.version.id).toBe(`${author}-instruct-v2`);
    const other = await registry().registerDataset(
      datasetDraft(author, { key: `${author}-3`, kind: "preference" }),
    );
    expect(other.version.id).toBe(`${author}-preference-v1`);
    expect(await another().getDataset(version.id)).toEqual(version);
    expect(await registry().getDataset(`${author}-instruct-v9`)).toBeUndefined();
  });

  it("gives a key that is there the version that is there", async () => {
    const author = freshName();
    const first = await registry().registerDataset(datasetDraft(author));
    const again = await another().registerDataset(datasetDraft(author, { dropped: { other: 1 } }));
    expect(again).toEqual({ version: first.version, created: false });
  });

  it("lists datasets newest first, by author and kind, in pages", async () => {
    const author = freshName();
    for (const number of [1, 2, 3, 4, 5]) {
      await registry().registerDataset(
        datasetDraft(author, {
          key: `${author}-${number}`,
          kind: number === 3 ? "preference" : "instruct",
        }),
      );
    }
    const read = (filter: Parameters<ReturnType<typeof registry>["listDatasets"]>[0]) =>
      readAll(2, (page) => registry().listDatasets(filter, page));
    const all = await read({ author });
    expect(all).toHaveLength(5);
    // Versions of different names that came in the same millisecond have no order of time.
    const instruct = await read({ author, kind: "instruct" });
    expect(instruct.map(({ key }) => key)).toEqual([5, 4, 2, 1].map((number) => `${author}-${number}`));
    expect(all.filter(({ kind }) => kind === "instruct")).toEqual(instruct);
    expect((await read({ author, kind: "preference" })).map(({ key }) => key)).toEqual([`${author}-3`]);
    expect(await read({ author: freshName() })).toEqual([]);
    await expect(registry().listDatasets({ author }, { limit: 0 })).rejects.toBeInstanceOf(InvalidInputError);
  });

  it("refuses a dataset that is not whole, naming the field", async () => {
    const wrong = datasetDraft(freshName(), { samples: { train: 0.5, test: 1 } });
    await expect(registry().registerDataset(wrong)).rejects.toThrow("samples.train");
    await expect(registry().registerDataset(wrong)).rejects.toBeInstanceOf(InvalidInputError);
  });

  it.skipIf(lacks("atomic-writes"))(
    "numbers without gaps or doubles when clients register at once",
    async () => {
      const author = freshName();
      const numbers = Array.from({ length: 20 }, (_, index) => index);
      const registered = await Promise.all(
        numbers.map((number) =>
          (number % 2 ? registry() : another()).registerDataset(
            // Each key comes twice.
            datasetDraft(author, { key: `${author}-${Math.floor(number / 2)}` }),
          ),
        ),
      );
      expect(registered.filter(({ created }) => created)).toHaveLength(10);
      const versions = new Set(registered.map(({ version }) => version.version));
      expect([...versions].sort((left, right) => left - right)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    },
  );
};
