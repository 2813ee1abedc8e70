import { NativeSelect } from "@mantine/core";
import { useAuthors } from "../api/queries.ts";

interface AuthorSelectProps {
  readonly author: string | undefined;
  /** Authors of what is listed; they may have no document of their own. */
  readonly listed?: readonly string[];
  /** What to show above it; without it only screen readers are told. */
  readonly label?: string;
  readonly onChange: (author: string | undefined) => void;
}

/** Chooses one author or all; an author that a link names stays, known or not. */
export const AuthorSelect = ({ author, listed = [], label, onChange }: AuthorSelectProps) => {
  const { data } = useAuthors();
  const known = data?.items.map(({ name }) => name) ?? [];
  const names = [...new Set([...known, ...listed, ...(author === undefined ? [] : [author])])].sort();
  return (
    <NativeSelect
      {...(label === undefined ? { "aria-label": "Author" } : { label })}
      value={author ?? ""}
      data={[{ value: "", label: "All authors" }, ...names]}
      onChange={({ currentTarget: { value } }) => onChange(value === "" ? undefined : value)}
    />
  );
};
