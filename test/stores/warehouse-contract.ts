import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Warehouse } from "../../stores/warehouse.ts";
import { describeAuthors } from "./warehouse/authors.ts";
import { describeFilters } from "./warehouse/filters.ts";
import { describeRoundTrip } from "./warehouse/round-trip.ts";
import { describeUpserts } from "./warehouse/upserts.ts";

/** What a stand-in for an engine may lack; the tests that need it are skipped. */
export type WarehouseFeature = "atomic-upserts" | "fast-batches";

/** What the parts of the contract work with. */
export interface WarehouseContext {
  /** The warehouse under test, empty at the start of each test; only to be called inside a test or hook. */
  readonly warehouse: () => Warehouse;
  /** Another client on the same data, closed after the suite. */
  readonly openAnother: () => Promise<Warehouse>;
  readonly lacks: (feature: WarehouseFeature) => boolean;
}

const empty = async (warehouse: Warehouse): Promise<void> => {
  await warehouse.deleteDocuments({});
  for (const { id } of await warehouse.listAuthors()) await warehouse.deleteAuthor(id);
};

/**
 * The contract of `Warehouse`: every implementation passes it.
 *
 * @param open opens a client; each call opens another one on the same data, which the suite may delete.
 */
export const describeWarehouse = (
  name: string,
  open: () => Promise<Warehouse>,
  { lacks = [] }: { readonly lacks?: readonly WarehouseFeature[] } = {},
): void => {
  describe(`${name} keeps the contract of Warehouse`, () => {
    const clients: Warehouse[] = [];

    const openAnother = async () => {
      const client = await open();
      clients.push(client);
      return client;
    };
    const warehouse = (): Warehouse => {
      const [first] = clients;
      if (!first) throw new Error("the warehouse is open only inside tests and hooks");
      return first;
    };
    const context: WarehouseContext = {
      warehouse,
      openAnother,
      lacks: (feature) => lacks.includes(feature),
    };

    beforeAll(async () => {
      await openAnother();
    });

    beforeEach(async () => {
      await empty(warehouse());
    });

    afterAll(async () => {
      const [first] = clients;
      if (first) await empty(first);
      for (const client of clients) await client[Symbol.asyncDispose]();
    });

    describeRoundTrip(context);
    describeUpserts(context);
    describeFilters(context);
    describeAuthors(context);

    it("answers a ping", async () => {
      await expect(warehouse().ping()).resolves.toBeUndefined();
    });
  });
};
