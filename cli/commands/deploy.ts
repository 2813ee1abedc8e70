import { z } from "zod";
import { versionIdSchema } from "../../api/contract/models.ts";
import { defineCommand } from "../define-command.ts";
import { modelPath } from "../training/model-path.ts";
import { startDeployment } from "../training/start-deployment.ts";
import { target, targetOption } from "../training/target-option.ts";

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
    return startDeployment(context, `${modelPath(version)}/deploy`, {
      target: where,
      canary: {
        ...(canaryWeight === undefined ? {} : { weight: canaryWeight }),
        ...(seconds === undefined ? {} : { seconds }),
      },
    });
  },
});
