import { z } from "zod";
import { versionIdSchema } from "../../api/contract/models.ts";
import { startRunResponseSchema } from "../../api/contract/runs.ts";
import { targetSchema } from "../../domain/deployment/serving.ts";
import type { CommandContext, ExitCode } from "../command-context.ts";
import { defineCommand } from "../define-command.ts";
import { followAndReport } from "../runs/run-and-follow.ts";

const target = targetSchema.default("local");
const targetOption = ["--target <name>", "where it is to serve: local (default) or tabby"] as const;

const startAndFollow = async (context: CommandContext, path: string, body: unknown): Promise<ExitCode> => {
  const { gateway, output, signal } = context;
  const started = await gateway.post(path, body, startRunResponseSchema, signal);
  if (started.joined) output.say(`${started.workflowId} runs already: following it.`);
  return followAndReport(context, started.workflowId);
};

export const deployCommand = defineCommand({
  name: "deploy",
  summary: "Put an approved version behind the stable address: smoke test, canary, promotion.",
  arguments: [["<version>", "its id, as `twin models` shows it"]],
  options: [
    targetOption,
    ["--canary-weight <share>", "share of the requests that it answers at first, such as 0.2"],
    ["--canary-seconds <seconds>", "how long it is watched"],
    ["--no-canary", "promote it right after its smoke test"],
  ],
  examples: ["npx twin deploy ada-v3", "npx twin deploy ada-v3 --canary-weight 0.1 --canary-seconds 600"],
  input: z.object({
    version: versionIdSchema,
    target,
    canaryWeight: z.coerce.number().gt(0).max(1).optional(),
    canarySeconds: z.coerce.number().min(0).optional(),
    canary: z.boolean().default(true),
  }),
  run: (context, { version, target: where, canaryWeight, canarySeconds, canary }) => {
    const seconds = canary ? canarySeconds : 0;
    return startAndFollow(context, `/models/${encodeURIComponent(version)}/deploy`, {
      target: where,
      canary: {
        ...(canaryWeight === undefined ? {} : { weight: canaryWeight }),
        ...(seconds === undefined ? {} : { seconds }),
      },
    });
  },
});

export const rollbackCommand = defineCommand({
  name: "rollback",
  summary: "Go back to what served before, or end the deployment that is running.",
  options: [targetOption],
  examples: ["npx twin rollback"],
  input: z.object({ target }),
  run: (context, { target: where }) => startAndFollow(context, "/models/rollback", { target: where }),
});
