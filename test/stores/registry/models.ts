import { expect, it } from "vitest";
import { ConflictError, NotFoundError } from "../../../domain/errors.ts";
import type { RegistryContext } from "../registry-contract.ts";
import { modelDraft, readAll } from "./fixtures.ts";

export const describeModels = ({ registry, another, lacks, freshName }: RegistryContext): void => {
  const register = async (author: string, number: number) =>
    (await registry().registerModel(modelDraft(author, { key: `${author}-${number}` }))).version;

  it("registers a model as a candidate and reads it back as it was", async () => {
    const author = freshName();
    const draft = modelDraft(author, { tags: { purpose: "a test" } });
    const { version, created } = await registry().registerModel(draft);
    expect(created).toBe(true);
    expect(version).toEqual({
      ...draft,
      id: `${author}-v1`,
      version: 1,
      stage: "candidate",
      createdAt: expect.stringMatching(/^\d{4}-.*Z$/),
      stageChangedAt: version.createdAt,
    });
    expect(await another().getModel(version.id)).toEqual(version);
    expect(await registry().getModel("nobody-v1")).toBeUndefined();
    expect(await another().registerModel(draft)).toEqual({ version, created: false });
  });

  it("lists models newest first by author, model, stage and dataset, in pages", async () => {
    const author = freshName();
    const ids = [];
    for (const number of [1, 2, 3]) ids.unshift((await register(author, number)).id);
    const lineage = { ...modelDraft(author).lineage, datasetId: `${author}-instruct-v7` };
    await registry().registerModel(modelDraft(author, { key: `${author}-7`, lineage }));
    ids.unshift(`${author}-v4`);
    await registry().moveModel(`${author}-v2`, ["candidate"], "rejected");
    const read = async (filter: Parameters<ReturnType<typeof registry>["listModels"]>[0]) =>
      (await readAll(3, (page) => registry().listModels(filter, page))).map(({ id }) => id);
    expect(await read({ author })).toEqual(ids);
    expect(await read({ model: author, stage: "rejected" })).toEqual([`${author}-v2`]);
    expect(await read({ datasetId: lineage.datasetId })).toEqual([`${author}-v4`]);
    expect(await read({ author, stage: "production" })).toEqual([]);
  });

  it("moves a version from the stages that were named only", async () => {
    const author = freshName();
    const { id, createdAt } = await register(author, 1);
    const moved = await registry().moveModel(id, ["candidate"], "approved");
    expect(moved).toMatchObject({ id, stage: "approved", createdAt });
    expect(moved.stageChangedAt >= createdAt).toBe(true);
    expect(await another().getModel(id)).toEqual(moved);
    // Done twice, it is done.
    expect(await registry().moveModel(id, ["candidate"], "approved")).toEqual(moved);
    const wrong = registry().moveModel(id, ["candidate"], "rejected");
    await expect(wrong).rejects.toBeInstanceOf(ConflictError);
    await expect(wrong).rejects.toThrow("is at stage approved");
    await expect(registry().moveModel("nobody-v1", ["candidate"], "approved")).rejects.toBeInstanceOf(
      NotFoundError,
    );
  });

  it("archives the version in production when another one of its model takes its place", async () => {
    const author = freshName();
    const other = freshName();
    for (const number of [1, 2]) await register(author, number);
    await register(other, 1);
    for (const id of [`${author}-v1`, `${other}-v1`, `${author}-v2`]) {
      expect(await registry().moveModel(id, ["candidate"], "production")).toMatchObject({
        id,
        stage: "production",
      });
    }
    expect(await registry().getModel(`${author}-v1`)).toMatchObject({ stage: "archived" });
    expect(await registry().getModel(`${other}-v1`)).toMatchObject({ stage: "production" });
    await registry().moveModel(`${author}-v1`, ["archived"], "production");
    expect(await registry().getModel(`${author}-v2`)).toMatchObject({ stage: "archived" });
  });

  it("replaces tags, and keeps everything else", async () => {
    const author = freshName();
    const version = await register(author, 1);
    await registry().tagModel(version.id, { first: "1", second: "2" });
    const tagged = await registry().tagModel(version.id, { second: "3" });
    expect(tagged).toEqual({ ...version, tags: { second: "3" } });
    expect(await registry().getModel(version.id)).toEqual(tagged);
    await expect(registry().tagModel("nobody-v1", {})).rejects.toBeInstanceOf(NotFoundError);
  });

  it.skipIf(lacks("atomic-writes"))(
    "numbers without gaps or doubles when clients register at once",
    async () => {
      const author = freshName();
      const registered = await Promise.all(
        Array.from({ length: 12 }, (_, number) =>
          (number % 2 ? registry() : another()).registerModel(
            modelDraft(author, { key: `${author}-${number}` }),
          ),
        ),
      );
      const versions = registered.map(({ version }) => version.version).sort((left, right) => left - right);
      expect(versions).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    },
  );

  it.skipIf(lacks("atomic-writes"))(
    "has one version in production when clients move several at once",
    async () => {
      const author = freshName();
      for (const number of [1, 2, 3, 4, 5, 6]) await register(author, number);
      await Promise.all(
        [1, 2, 3, 4, 5, 6].map((number) =>
          (number % 2 ? registry() : another()).moveModel(
            `${author}-v${number}`,
            ["candidate"],
            "production",
          ),
        ),
      );
      const { items } = await registry().listModels({ model: author }, { limit: 10 });
      const stages = items.map(({ stage }) => stage).sort();
      expect(stages).toEqual([...Array.from({ length: 5 }, () => "archived"), "production"]);
    },
  );

  it.skipIf(lacks("atomic-writes"))("lets one of two contradicting moves through", async () => {
    const { id } = await register(freshName(), 1);
    const moves = await Promise.allSettled([
      registry().moveModel(id, ["candidate"], "approved"),
      another().moveModel(id, ["candidate"], "rejected"),
    ]);
    expect(moves.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });
};
