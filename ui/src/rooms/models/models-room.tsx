import { Button, Group, NativeSelect } from "@mantine/core";
import { IconCube } from "@tabler/icons-react";
import { Link } from "react-router";
import { useModels } from "../../api/training-queries.ts";
import { AuthorSelect } from "../../shared/author-select.tsx";
import { EmptyState } from "../../shared/empty-state.tsx";
import { sentenceCase } from "../../shared/format.ts";
import { Page } from "../../shared/page.tsx";
import { Pager } from "../../shared/pager.tsx";
import { Panel } from "../../shared/panel.tsx";
import { QueryView } from "../../shared/query-view.tsx";
import {
  useAddressChoice,
  useAddressFilter,
  useAddressList,
  useAddressText,
} from "../../shared/use-address.ts";
import { CompareLink } from "./compare-link.tsx";
import { ModelTable } from "./model-table.tsx";
import { ServingPanel } from "./serving-panel.tsx";

const stages = ["all", "candidate", "approved", "production", "archived", "rejected"] as const;
type Stage = (typeof stages)[number];

const PAGE_SIZE = 25;

const StageSelect = ({
  stage,
  onChange,
}: {
  stage: Stage;
  onChange: (stage: string | undefined) => void;
}) => (
  <NativeSelect
    aria-label="Stage"
    value={stage}
    data={stages.map((value) => ({ value, label: value === "all" ? "All stages" : sentenceCase(value) }))}
    onChange={({ currentTarget: { value } }) => onChange(value === "all" ? undefined : value)}
  />
);

const Nothing = ({ filtered }: { readonly filtered: boolean }) => (
  <EmptyState
    icon={IconCube}
    title={filtered ? "No version matches" : "There is no model of your own yet"}
    description={
      filtered ? "Choose another stage or author." : "Train one on a dataset, and its versions show here."
    }
  >
    <Button component={Link} to={filtered ? "/models" : "/datasets"}>
      {filtered ? "Show all versions" : "Train a model"}
    </Button>
  </EmptyState>
);

/** What serves, and every version there is; any two can be compared. */
export const ModelsRoom = () => {
  const [stage] = useAddressChoice("stage", stages);
  const [author] = useAddressText("author");
  const [after, setAfter] = useAddressText("after");
  const [picked, pick] = useAddressList("compare");
  const filterBy = useAddressFilter<"stage" | "author">();
  const query = useModels({
    limit: PAGE_SIZE,
    ...(stage === "all" ? {} : { stage }),
    ...(author === undefined ? {} : { author }),
    ...(after === undefined ? {} : { after }),
  });
  const filtered = stage !== "all" || author !== undefined || after !== undefined;
  return (
    <Page title="Models" description="Every version of your twin, and which of them answers.">
      <ServingPanel />
      <Panel
        title="Versions"
        actions={
          <Group gap="xs">
            <AuthorSelect
              author={author}
              listed={query.data?.items.map((version) => version.author) ?? []}
              onChange={(name) => filterBy("author", name)}
            />
            <StageSelect stage={stage} onChange={(value) => filterBy("stage", value)} />
          </Group>
        }
      >
        <QueryView query={query} what="the versions" height={240}>
          {({ items, next }) =>
            items.length === 0 ? (
              <Nothing filtered={filtered} />
            ) : (
              <>
                <ModelTable models={items} picked={picked} onPick={pick} />
                <Group justify="space-between" mt="sm" gap="xs">
                  <CompareLink picked={picked} />
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
