import { z } from "zod";
import { defineCommand } from "../define-command.ts";
import { startDeployment } from "../training/start-deployment.ts";
import { target, targetOption } from "../training/target-option.ts";

export const rollbackCommand = defineCommand({
  name: "rollback",
  summary: "Go back to what served before, or end the deployment that is running.",
  options: [targetOption],
  examples: ["npx twin rollback"],
  input: z.object({ target }),
  run: (context, { target: where }) => startDeployment(context, "/models/rollback", { target: where }),
});
