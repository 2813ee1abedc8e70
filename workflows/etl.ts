import { ActivityFailure, continueAsNew, isCancellation, workflowInfo } from "@temporalio/workflow";
import { type EtlInput, type EtlResult, type EtlSource, etlInputSchema } from "../domain/runs/etl.ts";
import { addEtlResults, emptyEtlResult, failedResult } from "../domain/runs/etl-totals.ts";
import { long, web } from "./activities.ts";
import { parseInput } from "./parse-input.ts";
import { reasonOf } from "./reason-of.ts";
import { trackStatus } from "./track-status.ts";

/** Links fetched at once. */
const LINKS_AT_ONCE = 4;

/** What is done already when a run goes on as new: its result so far, and the links that are left. */
interface Carried {
  readonly totals: EtlResult;
  readonly links: readonly string[];
}

/** Collects an author's documents from sources and links into the warehouse. */
export async function etl(rawInput: EtlInput, carried?: Carried): Promise<EtlResult> {
  const input = parseInput(etlInputSchema, rawInput);
  const status = trackStatus({ sources: "sources", links: "links" });
  let totals = carried?.totals ?? emptyEtlResult;

  const add = (result: EtlResult): void => {
    totals = addEtlResults(totals, result);
    status.fail(result.failures);
  };
  const counts = () => ({
    new: totals.new,
    changed: totals.changed,
    unchanged: totals.unchanged,
    failed: totals.failed,
  });

  await status.step("sources", async () => {
    const sources = carried ? [] : input.sources;
    status.update("sources", { total: sources.length });
    for (const [index, source] of sources.entries()) {
      add(await collectSource(source, input.author));
      status.update("sources", { done: index + 1, counts: counts() });
    }
  });

  await status.step("links", async () => {
    const links = [...(carried?.links ?? input.links.slice(0, input.maxPages))];
    status.update("links", { total: links.length });
    for (let start = 0; start < links.length; start += LINKS_AT_ONCE) {
      const group = links.slice(start, start + LINKS_AT_ONCE);
      for (const result of await Promise.all(group.map((link) => collectLink(link, input.author))))
        add(result);
      status.update("links", { done: start + group.length, counts: counts() });
      const left = links.slice(start + group.length);
      if (left.length > 0 && workflowInfo().continueAsNewSuggested) {
        await continueAsNew<typeof etl>(rawInput, { totals, links: left });
      }
    }
  });
  return totals;
}

const collectSource = (source: EtlSource, author: string): Promise<EtlResult> => {
  switch (source.kind) {
    case "upload":
      return long.importUpload({ uploadId: source.id, author });
    case "guides":
      return long.collectGuides({ author });
  }
};

/** A link that cannot be collected is part of the result, not the end of the run. */
const collectLink = async (link: string, author: string): Promise<EtlResult> => {
  try {
    return await web.collectLink({ link, author });
  } catch (error) {
    if (isCancellation(error) || !(error instanceof ActivityFailure)) throw error;
    return failedResult({ where: link, reason: reasonOf(error) });
  }
};
