import { Button, Group, Input, Progress, SegmentedControl, Stack, Text } from "@mantine/core";
import { IconMap2 } from "@tabler/icons-react";
import { useMemo } from "react";
import { Link } from "react-router";
import type { Map as CorpusMap } from "../../api/generated/index.ts";
import { EmptyState } from "../../shared/empty-state.tsx";
import { formatNumber, sentenceCase } from "../../shared/format.ts";
import { Page } from "../../shared/page.tsx";
import { Panel } from "../../shared/panel.tsx";
import { QueryView } from "../../shared/query-view.tsx";
import { useAddressChoice, useAddressText } from "../../shared/use-address.ts";
import { colourings, toColourGroups } from "./colour-groups.ts";
import { HitList } from "./hit-list.tsx";
import classes from "./map.module.css";
import { MapLegend } from "./map-legend.tsx";
import { MapSearch } from "./map-search.tsx";
import { Scatter } from "./scatter.tsx";
import { useHits, useMap } from "./use-map.ts";

const Computing = ({ map }: { readonly map: CorpusMap }) => (
  <Stack gap="xs" py={map.points.length === 0 ? "xl" : 0}>
    <Text size="sm" role="status">
      {map.total === 0
        ? "The chunks are being read …"
        : `The map of ${formatNumber(map.total)} chunks is being computed …`}
    </Text>
    <Progress.Root size="lg">
      <Progress.Section value={map.progress * 100} animated aria-label="Progress of the map" />
    </Progress.Root>
  </Stack>
);

const NoChunks = () => (
  <EmptyState
    icon={IconMap2}
    title="There is nothing to map yet"
    description="Collect documents and build their features. Every chunk becomes a point here."
  >
    <Button component={Link} to="/collect">
      Collect documents
    </Button>
  </EmptyState>
);

const DrawnMap = ({ map, query }: { readonly map: CorpusMap; readonly query: string | undefined }) => {
  const [colouring, setColouring] = useAddressChoice("colour", colourings);
  const found = useHits(query);
  const groups = useMemo(() => toColourGroups(map.points, colouring), [map.points, colouring]);
  const shown = useMemo(() => new Set(map.points.map(({ chunkId }) => chunkId)), [map.points]);
  const hits = useMemo(
    () => (found.data ? new Set(found.data.results.map(({ chunkId }) => chunkId)) : undefined),
    [found.data],
  );
  return (
    <div className={`${classes.layout} ${query === undefined ? "" : classes.withHits}`}>
      <Panel
        title="Chunks by meaning"
        actions={
          <Group gap="xs">
            <Input.Label component="span">Colour by</Input.Label>
            <SegmentedControl
              size="xs"
              aria-label="Colour by"
              value={colouring}
              data={colourings.map((value) => ({ value, label: sentenceCase(value) }))}
              onChange={setColouring}
            />
          </Group>
        }
      >
        <Stack gap="sm">
          <MapLegend groups={groups} />
          <Scatter
            groups={groups}
            hits={hits}
            label={`Map of ${formatNumber(map.points.length)} chunks; near points have near meanings. Search to get the passages as a list.`}
          />
          <Text size="sm" c="dimmed">
            Near points have near meanings. Point at one to read it, click to open its source; scroll to zoom.
            {map.total > map.points.length &&
              ` A sample of ${formatNumber(map.points.length)} of ${formatNumber(map.total)} chunks is shown.`}
          </Text>
        </Stack>
      </Panel>
      {query !== undefined && (
        <Panel title="Hits">
          {/* A region that scrolls must be reachable by keyboard. */}
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls */}
          <section className={classes.hits} tabIndex={0} aria-label="Passages found">
            <QueryView query={found} what="the hits">
              {(response) => <HitList found={response} shown={shown} />}
            </QueryView>
          </section>
        </Panel>
      )}
    </div>
  );
};

/** The corpus in two dimensions, coloured, with the hits of a search lit up. */
export const MapRoom = () => {
  const query = useMap();
  const [search, setSearch] = useAddressText("query");
  return (
    <Page title="Map" description="What your twin knows, laid out by meaning.">
      <QueryView query={query} what="the map" height={400}>
        {(map) => (
          <Stack gap="lg">
            {map.state === "computing" && <Computing map={map} />}
            {map.state === "ready" && map.points.length === 0 && <NoChunks />}
            {map.points.length > 0 && (
              <>
                <MapSearch key={search} query={search} searching={false} onSearch={setSearch} />
                <DrawnMap map={map} query={search} />
              </>
            )}
          </Stack>
        )}
      </QueryView>
    </Page>
  );
};
