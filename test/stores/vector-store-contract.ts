import { afterAll, beforeAll, describe } from "vitest";
import type { CollectionSpec, VectorStore } from "../../stores/vector-store.ts";
import { describeCollections } from "./vector-store/collections.ts";
import { describeConcurrency } from "./vector-store/concurrency.ts";
import { describeFilters } from "./vector-store/filters.ts";
import { DIMENSION, uniqueName } from "./vector-store/fixtures.ts";
import { describeHybridSearch } from "./vector-store/hybrid-search.ts";
import { describeRecords } from "./vector-store/records.ts";
import { describeSearch } from "./vector-store/search.ts";

/** What the parts of the contract work with. */
export interface ContractContext {
  /** The store under test; only to be called inside a test or hook. */
  readonly store: () => VectorStore;
  /** Another client on the same data, closed after the suite. */
  readonly openAnother: () => Promise<VectorStore>;
  /** Makes a collection of its own for a test and drops it after the suite; resolves to its name. */
  readonly makeCollection: (kind: CollectionSpec["kind"], dimension?: number) => Promise<string>;
  /** Takes note of an alias, so that the suite can clean up. */
  readonly aliasName: (label: string) => string;
}

/**
 * The contract of `VectorStore`: every implementation passes it.
 *
 * @param open opens a client; each call opens another one on the same data.
 */
export const describeVectorStore = (name: string, open: () => Promise<VectorStore>): void => {
  describe(`${name} keeps the contract of VectorStore`, () => {
    const stores: VectorStore[] = [];
    const collections: string[] = [];
    const aliases: string[] = [];

    const openAnother = async () => {
      const store = await open();
      stores.push(store);
      return store;
    };
    const store = (): VectorStore => {
      const [first] = stores;
      if (!first) throw new Error("the store is open only inside tests and hooks");
      return first;
    };
    const context: ContractContext = {
      store,
      openAnother,
      makeCollection: async (kind, dimension = DIMENSION) => {
        const collection = uniqueName(kind);
        collections.push(collection);
        await store().ensureCollection(
          kind === "chunks" ? { name: collection, kind, dimension } : { name: collection, kind },
        );
        return collection;
      },
      aliasName: (label) => {
        const alias = uniqueName(`alias_${label}`);
        aliases.push(alias);
        return alias;
      },
    };

    beforeAll(async () => {
      await openAnother();
    });

    afterAll(async () => {
      // An alias can only be pointed elsewhere, so all of them go to one collection that stays behind, empty.
      const set = await store().readAliases();
      const left = aliases.filter((alias) => set.has(alias));
      const parking = uniqueName("parking");
      if (left.length > 0) {
        await store().ensureCollection({ name: parking, kind: "documents" });
        await store().switchAliases(Object.fromEntries(left.map((alias) => [alias, parking])));
      }
      for (const collection of collections) await store().dropCollection(collection);
      for (const opened of stores) await opened[Symbol.asyncDispose]();
    });

    describeCollections(context);
    describeRecords(context);
    describeFilters(context);
    describeSearch(context);
    describeHybridSearch(context);
    describeConcurrency(context);
  });
};
