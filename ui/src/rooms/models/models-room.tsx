import { Button, Group, NativeSelect, TextInput } from "@mantine/core";
import { IconCube } from "@tabler/icons-react";
import { type SubmitEvent, useState } from "react";
import { Link, useSearchParams } from "react-router";
import { useModels } from "../../api/training-queries.ts";
import { EmptyState } from "../../shared/empty-state.tsx";
import { sentenceCase } from "../../shared/format.ts";
import { Page } from "../../shared/page.tsx";
import { Pager } from "../../shared/pager.tsx";
import { Panel } from "../../shared/panel.tsx";
import { QueryView } from "../../shared/query-view.tsx";
import { useAddressChoice, useAddressText } from "../../shared/use-address.ts";
import { ModelTable } from "./model-table.tsx";
import { ServingPanel } from "./serving-panel.tsx";

const stages = ["all", "candidate", "approved", "production", "archived", "rejected"] as const;
const PAGE_SIZE = 25;

const useFilter = () => {
  const [query, setQuery] = useSearchParams();
  return (name: "stage" | "author", value: string): void => {
    const next = new URLSearchParams(query);
    next.delete("after");
    if (value === "" || value === "all") next.delete(name);
    else next.set(name, value);
    setQuery(next, { replace: true });
  };
};

const AuthorFilter = ({
  author,
  onChange,
}: {
  readonly author: string | undefined;
  readonly onChange: (author: string) => void;
}) => {
  const [text, setText] = useState(author ?? "");
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    onChange(text.trim());
  };
  return (
    <form onSubmit={submit}>
      <TextInput
        aria-label="Author"
        placeholder="Any author"
        value={text}
        maxLength={200}
        onChange={(event) => setText(event.currentTarget.value)}
        onBlur={() => onChange(text.trim())}
      />
    </form>
  );
};

/** What serves, and every version there is; any two can be compared. */
export const ModelsRoom = () => {
  const [stage] = useAddressChoice("stage", stages);
  const [author] = useAddressText("author");
  const [after, setAfter] = useAddressText("after");
  const [picked, setPicked] = useState<readonly string[]>([]);
  const filterBy = useFilter();
  const query = useModels({
    limit: PAGE_SIZE,
    ...(stage === "all" ? {} : { stage }),
    ...(author === undefined ? {} : { author }),
    ...(after === undefined ? {} : { after }),
  });
  const filtered = stage !== "all" || author !== undefined || after !== undefined;
  const pick = (id: string): void =>
    setPicked((current) => (current.includes(id) ? current.filter((one) => one !== id) : [...current, id]));
  const [a, b] = picked;
  return (
    <Page title="Models" description="Every version of your twin, and which of them answers.">
      <ServingPanel />
      <Panel
        title="Versions"
        actions={
          <Group gap="xs">
            <AuthorFilter key={author} author={author} onChange={(value) => filterBy("author", value)} />
            <NativeSelect
              aria-label="Stage"
              value={stage}
              data={stages.map((value) => ({
                value,
                label: value === "all" ? "All stages" : sentenceCase(value),
              }))}
              onChange={({ currentTarget: { value } }) => filterBy("stage", value)}
            />
          </Group>
        }
      >
        <QueryView query={query} what="the versions" height={240}>
          {({ items, next }) =>
            items.length === 0 ? (
              <EmptyState
                icon={IconCube}
                title={filtered ? "No version matches" : "There is no model of your own yet"}
                description={
                  filtered
                    ? "Choose another stage or author."
                    : "The base model answers. Train one on a dataset, and its versions show here."
                }
              >
                <Button component={Link} to={filtered ? "/models" : "/datasets"}>
                  {filtered ? "Show all versions" : "Train a model"}
                </Button>
              </EmptyState>
            ) : (
              <>
                <ModelTable models={items} picked={picked} onPick={pick} />
                <Group justify="space-between" mt="sm">
                  {a !== undefined && b !== undefined ? (
                    <Button
                      component={Link}
                      to={`/models/compare?a=${encodeURIComponent(a)}&b=${encodeURIComponent(b)}`}
                      size="xs"
                    >
                      Compare {a} and {b}
                    </Button>
                  ) : (
                    <Button component={Link} to="/models/compare" variant="default" size="xs">
                      Compare two versions
                    </Button>
                  )}
                  <Pager after={after} next={next} onChange={setAfter} />
                </Group>
              </>
            )
          }
        </QueryView>
      </Panel>
    </Page>
  );
};
