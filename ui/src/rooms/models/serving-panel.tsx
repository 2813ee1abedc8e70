import { Badge, Button, Group, Stack, Table, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useApi } from "../../api/api-context.tsx";
import { reasonOf } from "../../api/api-error.ts";
import type { ServingTarget } from "../../api/generated/index.ts";
import { useServing } from "../../api/training-queries.ts";
import { answeringOf, BASE } from "../../serving/answering.ts";
import { AnsweringLine } from "../../serving/answering-line.tsx";
import { AnsweringNotice } from "../../serving/answering-notice.tsx";
import { generationWords } from "../../serving/generation-words.ts";
import { type Generation, type ShownTarget, shownServing } from "../../serving/shown-serving.ts";
import { targetLabels } from "../../serving/target-labels.ts";
import { BASE_MODEL, VersionName } from "../../serving/version-name.tsx";
import { formatFigure, formatNumber, sentenceCase } from "../../shared/format.ts";
import { Panel } from "../../shared/panel.tsx";
import { QueryView } from "../../shared/query-view.tsx";
import { ConfirmModal } from "./confirm-modal.tsx";

type Report = ServingTarget["reports"][number];

const RollBack = ({ target }: { readonly target: ServingTarget }) => {
  const api = useApi();
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState(false);
  const rollBack = useMutation({
    mutationFn: () => api.rollBack(target.target),
    onSuccess: () => notifications.show({ message: "Going back to what served before." }),
    onError: (error) =>
      notifications.show({ color: "red", title: "Nothing was rolled back", message: reasonOf(error) }),
    onSettled: () => {
      setAsking(false);
      return queryClient.invalidateQueries();
    },
  });
  const to = target.candidate ? target.stable : (target.previous ?? null);
  return (
    <>
      <Button variant="default" size="xs" onClick={() => setAsking(true)}>
        Roll back
      </Button>
      <ConfirmModal
        opened={asking}
        title="Roll back?"
        question={`All requests will be answered by ${to ?? BASE_MODEL} again.`}
        confirm="Roll back"
        pending={rollBack.isPending}
        onConfirm={() => rollBack.mutate()}
        onClose={() => setAsking(false)}
      />
    </>
  );
};

const ReportRows = ({ report }: { readonly report: Report }) => {
  const { instance, version, state, answers, reason, requests, errors, msPerToken } = report;
  const standing = `${sentenceCase(state)}${answers ? ", answers" : ""}`;
  return (
    <>
      <Table.Tr style={reason === null ? {} : { borderBottom: 0 }}>
        <Table.Td style={{ overflowWrap: "anywhere" }} title={instance}>
          {version === BASE ? sentenceCase(BASE_MODEL) : version}
          <Text size="sm" c="dimmed" hiddenFrom="sm">
            {standing}
          </Text>
        </Table.Td>
        <Table.Td visibleFrom="sm">{standing}</Table.Td>
        <Table.Td ta="right">{formatNumber(requests)}</Table.Td>
        <Table.Td ta="right">{formatNumber(errors)}</Table.Td>
        <Table.Td ta="right" visibleFrom="sm">
          {msPerToken === null ? "–" : formatFigure(msPerToken)}
        </Table.Td>
      </Table.Tr>
      {reason !== null && (
        <Table.Tr>
          <Table.Td colSpan={5} pt={0}>
            <Text size="xs" c="var(--mantine-color-error)" style={{ overflowWrap: "anywhere" }}>
              {reason}
            </Text>
          </Table.Td>
        </Table.Tr>
      )}
    </>
  );
};

const Reports = ({ target: { target, reports } }: { readonly target: ServingTarget }) => (
  <Table aria-label={`Gateways of ${target}`} verticalSpacing={6}>
    <Table.Thead>
      <Table.Tr>
        <Table.Th>Version</Table.Th>
        <Table.Th visibleFrom="sm">State</Table.Th>
        <Table.Th ta="right">Requests</Table.Th>
        <Table.Th ta="right">Errors</Table.Th>
        <Table.Th ta="right" visibleFrom="sm">
          ms per token
        </Table.Th>
      </Table.Tr>
    </Table.Thead>
    <Table.Tbody>
      {reports.map((report) => (
        <ReportRows key={`${report.instance} ${report.version}`} report={report} />
      ))}
    </Table.Tbody>
  </Table>
);

const Place = ({ children }: { readonly children: string }) => (
  <Badge variant="light" color="gray" tt="none" miw="fit-content">
    {children}
  </Badge>
);

const Answering = ({ generation }: { readonly generation: Generation }) => {
  const { place, answers } = generationWords(generation);
  return (
    <Group gap="xs">
      <Place>{place}</Place>
      <Text size="sm" style={{ overflowWrap: "anywhere" }}>
        {answers}
      </Text>
    </Group>
  );
};

const Target = ({ target, ...shown }: ShownTarget) => (
  <Stack gap="xs">
    <Group justify="space-between" gap="xs">
      <Group gap="xs">
        <Place>{targetLabels[target.target]}</Place>
        <Text size="sm" style={{ overflowWrap: "anywhere" }}>
          <AnsweringLine target={target} {...shown} />
          {target.candidate && (
            <>
              , <VersionName id={target.candidate.version} /> is tried with{" "}
              {Math.round(target.candidate.weight * 100)}% of the requests
            </>
          )}
          {target.previous !== undefined && answeringOf(target).state === "ready" && (
            <>
              , <VersionName id={target.previous} /> is at hand
            </>
          )}
        </Text>
      </Group>
      {(target.candidate !== null || target.previous !== undefined) && <RollBack target={target} />}
    </Group>
    <AnsweringNotice target={target} />
    {target.reports.length > 0 && <Reports target={target} />}
  </Stack>
);

/** What serves now, followed live while a new version is tried. */
export const ServingPanel = () => {
  const query = useServing();
  return (
    <Panel title="Serving now">
      <QueryView query={query} what="what serves">
        {(serving) => {
          const { generation, targets } = shownServing(serving);
          return (
            <Stack gap="lg">
              {generation && <Answering generation={generation} />}
              {targets.map((shown) => (
                <Target key={shown.target.target} {...shown} />
              ))}
            </Stack>
          );
        }}
      </QueryView>
    </Panel>
  );
};
