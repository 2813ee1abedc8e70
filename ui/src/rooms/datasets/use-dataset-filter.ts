import { useAddressChoice, useAddressFilter, useAddressText } from "../../shared/use-address.ts";

export const kinds = ["all", "instruct", "preference"] as const;
export type KindChoice = (typeof kinds)[number];

/** Sets one filter; `undefined` takes it away. */
export type FilterBy = (name: "author" | "kind", value: string | undefined) => void;

/** What the list of datasets is narrowed to, kept in the address. A change begins at the first page again. */
export const useDatasetFilter = (): { author: string | undefined; kind: KindChoice; filterBy: FilterBy } => {
  const [author] = useAddressText("author");
  const [kind] = useAddressChoice("kind", kinds);
  return { author, kind, filterBy: useAddressFilter() };
};
