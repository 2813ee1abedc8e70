import { Button, Group, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { type SubmitEvent, useState } from "react";

interface MapSearchProps {
  readonly query: string | undefined;
  readonly searching: boolean;
  readonly onSearch: (query: string | undefined) => void;
}

/** Where a search is typed whose hits the map lights up. */
export const MapSearch = ({ query, searching, onSearch }: MapSearchProps) => {
  const [text, setText] = useState(query ?? "");
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    onSearch(text.trim() || undefined);
  };
  const clear = (): void => {
    setText("");
    onSearch(undefined);
  };
  return (
    <search>
      <form onSubmit={submit}>
        <Group gap="xs" align="end">
          <TextInput
            label="Search the corpus"
            labelProps={{ style: { whiteSpace: "nowrap" } }}
            type="search"
            leftSection={<IconSearch size={16} aria-hidden />}
            value={text}
            maxLength={2_000}
            onChange={(event) => setText(event.currentTarget.value)}
            flex="1 1 180px"
          />
          <Button type="submit" loading={searching}>
            Search
          </Button>
          {query !== undefined && (
            <Button variant="default" onClick={clear}>
              Clear
            </Button>
          )}
        </Group>
      </form>
    </search>
  );
};
