import { Paper, SegmentedControl, Stack, Text } from "@mantine/core";
import type { SamplePage } from "../../api/generated/index.ts";
import { useSamples } from "../../api/training-queries.ts";
import { Pager } from "../../shared/pager.tsx";
import { Panel } from "../../shared/panel.tsx";
import { QueryView } from "../../shared/query-view.tsx";
import { useAddressChoice, useAddressFilter, useAddressText } from "../../shared/use-address.ts";

const splits = ["train", "test"] as const;
const PAGE_SIZE = 10;

type Sample = SamplePage["items"][number];

const Answer = ({ label, text }: { readonly label?: string; readonly text: string }) => (
  <Text size="sm" mt={4} style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
    {label !== undefined && <strong>{label}: </strong>}
    {text}
  </Text>
);

const SampleCard = ({ sample }: { readonly sample: Sample }) => (
  <Paper component="li" withBorder p="sm">
    <Text size="sm" fw={600} style={{ overflowWrap: "anywhere" }}>
      {sample.instruction}
    </Text>
    {"answer" in sample ? (
      <Answer text={sample.answer} />
    ) : (
      <>
        <Answer label="Chosen" text={sample.chosen} />
        <Answer label="Rejected" text={sample.rejected} />
      </>
    )}
  </Paper>
);

/** The samples of a dataset, split by split and page by page. */
export const SamplesPanel = ({ id }: { readonly id: string }) => {
  const [split] = useAddressChoice("split", splits);
  const [after, setAfter] = useAddressText("after");
  const filterBy = useAddressFilter<"split">();
  const query = useSamples(id, { split, limit: PAGE_SIZE, ...(after === undefined ? {} : { after }) });
  return (
    <Panel
      title="Samples"
      actions={
        <SegmentedControl
          size="xs"
          aria-label="Split"
          value={split}
          data={[
            { value: "train", label: "Training" },
            { value: "test", label: "Held out" },
          ]}
          onChange={(value) => filterBy("split", value === "train" ? undefined : value)}
        />
      }
    >
      <QueryView query={query} what="the samples" height={240}>
        {({ items, next }) => (
          <>
            {items.length === 0 && <Text c="dimmed">This split has no samples.</Text>}
            <Stack component="ul" gap="sm" m={0} p={0} style={{ listStyle: "none" }} aria-label="Samples">
              {items.map((sample) => (
                <SampleCard key={JSON.stringify(sample)} sample={sample} />
              ))}
            </Stack>
            <Pager after={after} next={next} onChange={setAfter} />
          </>
        )}
      </QueryView>
    </Panel>
  );
};
