import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe } from "vitest";
import type { Registry } from "../../stores/registry.ts";
import { describeApprovals } from "./registry/approvals.ts";
import { describeDatasets } from "./registry/datasets.ts";
import { describeModels } from "./registry/models.ts";
import { describeServing } from "./registry/serving.ts";

/** What a stand-in for an engine may lack; the tests that need it are skipped. */
export type RegistryFeature = "atomic-writes";

/** What the parts of the contract work with. */
export interface RegistryContext {
  /** The registry under test; only to be called inside a test or hook. */
  readonly registry: () => Registry;
  /** Another client on the same data. */
  readonly another: () => Registry;
  readonly lacks: (feature: RegistryFeature) => boolean;
  /** A name that no other test has used: decisions are never deleted, so the registry is never empty. */
  readonly freshName: () => string;
}

/**
 * The contract of `Registry`: every implementation passes it.
 *
 * @param open opens a client; each call opens another one on the same data.
 */
export const describeRegistry = (
  name: string,
  open: () => Promise<Registry>,
  { lacks = [] }: { readonly lacks?: readonly RegistryFeature[] } = {},
): void => {
  describe(`${name} keeps the contract of Registry`, () => {
    const clients: Registry[] = [];
    const client = (index: number) => (): Registry => {
      const found = clients[index];
      if (!found) throw new Error("the registry is open only inside tests and hooks");
      return found;
    };
    const context: RegistryContext = {
      registry: client(0),
      another: client(1),
      lacks: (feature) => lacks.includes(feature),
      freshName: () => `author-${randomUUID().slice(0, 8)}`,
    };

    beforeAll(async () => {
      clients.push(await open(), await open());
    });
    afterAll(async () => {
      for (const opened of clients) await opened[Symbol.asyncDispose]();
    });

    describeDatasets(context);
    describeModels(context);
    describeApprovals(context);
    describeServing(context);
  });
};
