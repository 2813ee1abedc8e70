import { z } from "zod";
import { runDetailSchema, runsResponseSchema } from "../../api/contract/runs.ts";
import { type ServingResponse, servingResponseSchema } from "../../api/contract/serving.ts";
import { statsResponseSchema } from "../../api/contract/stats.ts";
import type { CommandContext, ExitCode } from "../command-context.ts";
import { defineCommand } from "../define-command.ts";
import { exitCodes } from "../exit-codes.ts";
import { formatTable, printable } from "../output/format.ts";
import { hasEnded } from "../runs/follow-run.ts";
import { renderOutcome } from "../runs/render-result.ts";
import { renderRun } from "../runs/render-run.ts";
import { followAndReport } from "../runs/run-and-follow.ts";
import { listPending } from "../training/find-approval.ts";
import { renderPending } from "../training/render-approvals.ts";

const renderTarget = ({ target, stable, candidate }: ServingResponse["targets"][number]): string =>
  `Serves at ${target}: ${stable ?? "the base model"}${candidate ? `; ${candidate.version} is tried on ${Math.round(candidate.weight * 100)}% of the requests` : ""}`;

/** Where the gateway answers with something else than its own models, that comes first. */
const renderServing = ({ targets, generation: { backend, model } }: ServingResponse): string[] => [
  ...(backend === "local" ? [] : [`Answers: ${model ?? "not known now"} (GENERATION_BACKEND=${backend})`]),
  ...targets
    .filter(({ target, revision }) => revision > 0 || (target === "local" && backend === "local"))
    .map(renderTarget),
];

const showAll = async (context: CommandContext): Promise<ExitCode> => {
  const { gateway, output, signal } = context;
  const [approvals, stats, serving, runs] = await Promise.all([
    listPending(context),
    gateway.get("/stats", statsResponseSchema, signal),
    gateway.get("/serving", servingResponseSchema, signal),
    gateway.get("/runs?limit=10", runsResponseSchema, signal),
  ]);
  output.result({ approvals, stats, generation: serving.generation, runs: runs.items }, () => {
    const lines = [
      ...approvals.map(renderPending),
      ...renderServing(serving),
      `${stats.documents.total} documents, ${stats.chunks.total} chunks`,
    ];
    lines.push(
      formatTable(
        stats.documents.counts.map(({ author, category, platform, count }) => [
          `  ${author.name}`,
          category,
          platform,
          `${count}`,
        ]),
      ),
    );
    lines.push(
      "Latest runs",
      formatTable(runs.items.map((run) => [`  ${run.workflowId}`, run.state, run.startedAt])),
    );
    return printable([...lines, ...stats.warnings].filter(Boolean).join("\n"));
  });
  return exitCodes.ok;
};

export const statusCommand = defineCommand({
  name: "status",
  summary: "Show what is there and what runs, or how far one run is.",
  arguments: [["[run]", "workflow id of a run, such as etl:Ada"]],
  options: [["--follow", "keep showing the run until it ends"]],
  examples: ["npx twin status", "npx twin status features:all --follow"],
  input: z.object({ run: z.string().optional(), follow: z.boolean().default(false) }),
  run: async (context, { run: workflowId, follow }) => {
    if (!workflowId) return showAll(context);
    if (follow) return followAndReport(context, workflowId);
    const { gateway, output, signal } = context;
    const run = await gateway.get(`/runs/${encodeURIComponent(workflowId)}`, runDetailSchema, signal);
    output.result(run, () => [...renderRun(run), ...(hasEnded(run) ? [renderOutcome(run)] : [])].join("\n"));
    return exitCodes.ok;
  },
});
