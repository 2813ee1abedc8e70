import { z } from "zod";
import { defineCommand } from "../define-command.ts";
import { runStack } from "../start/run-stack.ts";

export const startCommand = defineCommand({
  name: "start",
  summary: "Start Temporal, the worker and the gateway with the web UI, and keep them running (npm start).",
  examples: ["npm start", "PORT=4000 DATA_DIR=~/twin npx twin start"],
  input: z.object({}),
  run: (context) => runStack(context),
});
