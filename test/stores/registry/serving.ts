import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { ConflictError } from "../../../domain/errors.ts";
import type { RegistryContext } from "../registry-contract.ts";
import { report, serving } from "./fixtures.ts";

export const describeServing = ({ registry, another, lacks }: RegistryContext): void => {
  it("serves the base model at a target that was never deployed to", async () => {
    expect(await registry().readServing("tabby")).toEqual({
      target: "tabby",
      revision: 0,
      stable: null,
      candidate: null,
    });
  });

  it("changes what a target serves, a revision at a time", async () => {
    const { revision } = await registry().readServing("local");
    const canary = serving({ candidate: { version: "ada-v2", weight: 0.2 } });
    expect(await registry().changeServing(revision, canary)).toEqual({ ...canary, revision: revision + 1 });
    const promoted = serving({ stable: "ada-v2", previous: "ada-v1" });
    const changed = await another().changeServing(revision + 1, promoted);
    expect(changed).toEqual({ ...promoted, revision: revision + 2 });
    expect(await registry().readServing("local")).toEqual(changed);
  });

  it("has what a change leaves out at hand no longer, and tells it from the base model", async () => {
    for (const previous of ["ada-v1", undefined, null]) {
      const { previous: _, ...change } = serving({ stable: "ada-v2" });
      const { revision } = await registry().readServing("local");
      await registry().changeServing(revision, previous === undefined ? change : { ...change, previous });
      const state = await another().readServing("local");
      expect([state.previous, "previous" in state]).toEqual([previous, previous !== undefined]);
    }
  });

  it("refuses a change of what somebody else changed, and takes the same change twice for one", async () => {
    const { revision } = await registry().readServing("local");
    const change = serving({ stable: "ada-v3" });
    const changed = await registry().changeServing(revision, change);
    expect(await another().changeServing(revision, change)).toEqual(changed);
    const late = another().changeServing(revision, serving({ stable: "ada-v4" }));
    await expect(late).rejects.toBeInstanceOf(ConflictError);
    await expect(late).rejects.toThrow(`revision ${revision} was expected, ${revision + 1} is there`);
    expect(await registry().readServing("local")).toEqual(changed);
  });

  it.skipIf(lacks("atomic-writes"))("lets one through when several change it at once", async () => {
    const { revision } = await registry().readServing("local");
    const changes = await Promise.allSettled(
      Array.from({ length: 8 }, (_, number) =>
        (number % 2 ? registry() : another()).changeServing(
          revision,
          serving({ stable: `at-once-v${number}` }),
        ),
      ),
    );
    expect(changes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await registry().readServing("local")).toMatchObject({ revision: revision + 1 });
  });

  it("keeps the last report of each gateway on each version, until it is forgotten", async () => {
    const old = report({ instance: `a-${randomUUID()}`, reportedAt: "2025-12-31T00:00:00Z" });
    const fresh = report({ instance: `b-${randomUUID()}`, state: "failed", reason: "checksum: …" });
    const mine = async () =>
      (await registry().listServingReports("local")).filter(({ instance }) =>
        [old.instance, fresh.instance].includes(instance),
      );
    await registry().reportServing(report({ ...old, state: "loading", requests: 0 }));
    await registry().reportServing(old);
    await another().reportServing(fresh);
    expect(await mine()).toEqual([old, fresh]);
    await registry().forgetServingReports("2026-01-01T00:00:00.000Z");
    expect(await mine()).toEqual([fresh]);
    expect(await registry().listServingReports("tabby")).toEqual([]);
  });

  it("keeps generated samples by their hash", async () => {
    const hash = randomUUID();
    expect(await registry().readSamples(hash)).toBeUndefined();
    await registry().writeSamples(hash, '[{"instruction":"a"}]');
    await another().writeSamples(hash, '[{"instruction":"b"}]');
    expect(await registry().readSamples(hash)).toBe('[{"instruction":"b"}]');
  });
};
