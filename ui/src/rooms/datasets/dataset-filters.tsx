import { Group, NativeSelect } from "@mantine/core";
import { useAuthors } from "../../api/queries.ts";
import { type FilterBy, type KindChoice, kinds } from "./use-dataset-filter.ts";

const kindLabels: Readonly<Record<KindChoice, string>> = {
  all: "All kinds",
  instruct: "Instruct",
  preference: "Preference",
};

interface DatasetFiltersProps {
  readonly author: string | undefined;
  readonly kind: KindChoice;
  /** Authors of what is listed; those of an imported file may have no document of their own. */
  readonly listed: readonly string[];
  readonly onChange: FilterBy;
}

/** Narrows the list to an author or a kind. */
export const DatasetFilters = ({ author, kind, listed, onChange }: DatasetFiltersProps) => {
  const { data } = useAuthors();
  const known = data?.items.map(({ name }) => name) ?? [];
  const names = [...new Set([...known, ...listed, ...(author === undefined ? [] : [author])])].sort();
  return (
    <Group gap="xs">
      <NativeSelect
        aria-label="Author"
        value={author ?? ""}
        data={[{ value: "", label: "All authors" }, ...names]}
        onChange={({ currentTarget: { value } }) => onChange("author", value === "" ? undefined : value)}
      />
      <NativeSelect
        aria-label="Kind"
        value={kind}
        data={kinds.map((value) => ({ value, label: kindLabels[value] }))}
        onChange={({ currentTarget: { value } }) => onChange("kind", value === "all" ? undefined : value)}
      />
    </Group>
  );
};
