import { Group, NativeSelect } from "@mantine/core";
import { AuthorSelect } from "../../shared/author-select.tsx";
import { type FilterBy, type KindChoice, kinds } from "./use-dataset-filter.ts";

const kindLabels: Readonly<Record<KindChoice, string>> = {
  all: "All kinds",
  instruct: "Instruct",
  preference: "Preference",
};

interface DatasetFiltersProps {
  readonly author: string | undefined;
  readonly kind: KindChoice;
  /** Authors of what is listed. */
  readonly listed: readonly string[];
  readonly onChange: FilterBy;
}

/** Narrows the list to an author or a kind. */
export const DatasetFilters = ({ author, kind, listed, onChange }: DatasetFiltersProps) => (
  <Group gap="xs">
    <AuthorSelect author={author} listed={listed} onChange={(name) => onChange("author", name)} />
    <NativeSelect
      aria-label="Kind"
      value={kind}
      data={kinds.map((value) => ({ value, label: kindLabels[value] }))}
      onChange={({ currentTarget: { value } }) => onChange("kind", value === "all" ? undefined : value)}
    />
  </Group>
);
