#!/usr/bin/env node
import { join } from "node:path";
import { bootstrap, root } from "./bootstrap/bootstrap.mjs";
import { runChild } from "./bootstrap/run-child.mjs";

await bootstrap(import.meta.url, async () => {
  const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
  const { code } = await runChild(process.execPath, [vitest, "run", ...process.argv.slice(2)], {
    cwd: root,
    stdio: "inherit",
  });
  process.exitCode = code;
});
