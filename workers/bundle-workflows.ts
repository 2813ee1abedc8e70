import { fileURLToPath } from "node:url";
import { bundleWorkflowCode, DefaultLogger } from "@temporalio/worker";

// Prints the workflows as one script. A process of its own, so that the bundler's memory is given back.
const { code } = await bundleWorkflowCode({
  workflowsPath: fileURLToPath(new URL("../workflows/index.ts", import.meta.url)),
  logger: new DefaultLogger("WARN"),
});
process.stdout.write(code);
